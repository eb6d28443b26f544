"""The outlets that are read: the sources file as a whole, and errors in it that a person can act on."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from spiders.entries import FINDERS, Discovery, DiscoveryKind, Entry, Excluded, Language, Source, SourceId, Tier
from spiders.errors import SourcesError
from spiders.sites import site_of
from spiders.source_faults import explain_fault

__all__ = [
    "FINDERS",
    "Discovery",
    "DiscoveryKind",
    "Excluded",
    "Language",
    "Source",
    "SourceId",
    "Sources",
    "Tier",
    "load_sources",
]

E = TypeVar("E", bound=Entry)


class Sources(Mapping[str, Source]):
    """The sources by id, in the order of the file, and what was left out on purpose."""

    def __init__(self, sources: Sequence[Source], excluded: Sequence[Excluded] = ()) -> None:
        self._by_id = {source.id: source for source in sources}
        self.excluded = tuple(excluded)

    def __getitem__(self, source_id: str) -> Source:
        return self._by_id[source_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def enabled(self) -> tuple[Source, ...]:
        """Those that a run collects."""
        return tuple(source for source in self._by_id.values() if source.enabled and source.is_configured)

    def outlet_of(self, url: str) -> Source | None:
        """The outlet whose site an address is of; None if it is nobody's here, or left out on purpose.

        This is how an article that a finder (GDELT) told of gets its publisher.
        """
        site = site_of(url)
        owners = (source for source in self._by_id.values() if site in source.own_sites and not source.is_finder)
        return None if self.exclusion_of(url) else next(owners, None)

    def exclusion_of(self, url: str) -> Excluded | None:
        """The entry that leaves out the site of an address."""
        site = site_of(url)
        return next((entry for entry in self.excluded if site in entry.sites), None)

    def outlet_sites(self) -> frozenset[str]:
        """The sites that a finder's articles may be fetched from: those of outlets that are read.

        What is switched off or left out stays so, whoever tells of its pages.
        """
        outlets = (source.own_sites for source in self.enabled() if not source.is_finder)
        left_out = frozenset(site for entry in self.excluded for site in entry.sites)
        return frozenset().union(*outlets) - left_out


def load_sources(path: Path) -> Sources:
    """Read a sources file (TOML: `[[source]]` and `[[excluded]]` tables).

    Raises:
        SourcesError: the file is missing or broken; one line names file, entry, field and what to write.
    """
    document = read_document(path)
    unknown = sorted(set(document) - {"source", "excluded"})
    if unknown:
        raise SourcesError(f"{path}: {unknown[0]} is not known here; write [[source]] or [[excluded]] tables")
    sources = [read_entry(Source, entry, path, "source", n) for n, entry in entries_of(document, "source", path)]
    excluded = [read_entry(Excluded, entry, path, "excluded", n) for n, entry in entries_of(document, "excluded", path)]
    if not sources:
        raise SourcesError(f"{path}: no source in it; write at least one [[source]] table")
    check_unique(sources, path)
    loaded = Sources(sources, excluded)
    check_agreement(loaded, path)
    return loaded


def read_document(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourcesError(f"{path}: cannot be read ({error.strerror}); give the path of a sources file") from error
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(f"{path}: is not valid TOML: {error}; correct that line") from error


def entries_of(document: dict[str, object], table: str, path: Path) -> list[tuple[int, object]]:
    entries = document.get(table, [])
    if not isinstance(entries, list):
        raise SourcesError(f"{path}: {table} is not a list of tables; write [[{table}]] with double brackets")
    return list(enumerate(entries, start=1))


def read_entry(model: type[E], entry: object, path: Path, table: str, number: int) -> E:
    """Validate one table; of several faults the first is told, the next shows on the next try."""
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        named = entry.get("id") or entry.get("name") if isinstance(entry, dict) else None
        where = f"{table} {number}" + (f" ({named})" if isinstance(named, str) else "")
        raise SourcesError(f"{path}: {where}: {explain_fault(fault)}") from error


def check_unique(sources: Sequence[Source], path: Path) -> None:
    seen: set[str] = set()
    for number, source in enumerate(sources, start=1):
        if source.id in seen:
            raise SourcesError(f"{path}: source {number} ({source.id}): id is used twice; choose another id")
        seen.add(source.id)


def check_agreement(sources: Sources, path: Path) -> None:
    """What is left out on purpose is not read by another entry's way."""
    for source in sources.values():
        for url in (source.home, *(way.url for way in source.discovery if way.url)):
            left_out = sources.exclusion_of(url)
            if left_out is not None:
                raise SourcesError(
                    f"{path}: source {source.id}: {url} is of a site that is left out as {left_out.name}; remove either"
                )
