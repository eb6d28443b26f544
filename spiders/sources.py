"""The outlets that are read: what the sources file may say, and errors in it that a person can act on."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from spiders.errors import SourcesError
from spiders.source_faults import explain_fault

Language = Literal["en", "zh", "zh-Hant"]
Tier = Literal["official", "agency", "newspaper", "trade_press", "aggregator"]
DiscoveryKind = Literal["feed", "sitemap", "list", "gdelt", "rsshub"]
GDELT = "https://api.gdeltproject.org/api/v2/doc/doc"


def check_web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("not a full web address")
    return value


WebAddress = Annotated[str, AfterValidator(check_web_address)]
SourceId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=40)]
Words = Annotated[str, Field(min_length=1)]


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Discovery(Entry):
    """One way to learn of an outlet's articles.

    A feed, sitemap or list page has a `url`, a list page a `selector` that picks its links. `gdelt` asks GDELT's
    DOC API a `query`; its `url` is only given where another server answers for it. `rsshub` is a `route` of the
    RSSHub that runs beside us, whose address is a setting: with it, `address_at` says where the feed is.
    """

    kind: DiscoveryKind
    url: str
    selector: Words | None = None
    query: Words | None = None
    route: Annotated[str, Field(pattern=r"^/[\x21-\x7e]+$")] | None = None

    @model_validator(mode="before")
    @classmethod
    def set_address(cls, entry: object) -> object:
        usual = {"gdelt": GDELT, "rsshub": ""}
        if isinstance(entry, dict) and entry.get("kind") in usual:
            return {"url": usual[entry["kind"]], **entry}
        return entry

    @model_validator(mode="after")
    def check_place(self) -> "Discovery":
        if (self.kind == "rsshub") != (self.route is not None):
            raise ValueError("a route goes with rsshub, and with nothing else")
        if (self.kind == "gdelt") != (self.query is not None):
            raise ValueError("a query goes with gdelt, and with nothing else")
        if self.kind == "rsshub" and self.url:
            raise ValueError("an rsshub entry has a route and no url: the address of RSSHub is a setting")
        if self.kind != "rsshub":
            check_web_address(self.url)
        return self

    @model_validator(mode="after")
    def check_selector(self) -> "Discovery":
        if (self.kind == "list") != (self.selector is not None):
            raise ValueError("a selector goes with a list page, and with nothing else")
        try:
            HTMLTranslator().css_to_xpath(self.selector or "a")
        except SelectorError as error:
            raise ValueError(f"the selector is no CSS: {error}") from error
        return self


class Source(Entry):
    """One outlet. `cadence_hours` is the time usually between two items: health is judged against it.

    Articles are fetched from the sites (registrable domains) of `home` and of the discovery addresses.
    `expected_items` is the least that its listings usually hold together; items older than `max_age_days` are left;
    `untitled` says what becomes of items that nothing is told of where the source is sifted by the watchlist.
    """

    id: SourceId
    publisher: Words
    home: WebAddress
    language: Language
    tier: Tier
    discovery: Annotated[tuple[Discovery, ...], Field(min_length=1, strict=False)]
    fetch: Literal["all", "matching"]
    terms: Words
    cadence_hours: Annotated[float, Field(gt=0, strict=False)]
    confirmed: Words
    enabled: bool = True
    expected_items: Annotated[int, Field(ge=1)] | None = None
    max_age_days: Annotated[float, Field(gt=0, strict=False)] | None = None
    untitled: Literal["fetch", "skip"] = "fetch"


class Excluded(Entry):
    """An outlet that was considered and is not read, with the reason; `sites` are its registrable domains."""

    name: Words
    reason: Words
    sites: Annotated[tuple[Words, ...], Field(strict=False)] = ()


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
        return tuple(source for source in self._by_id.values() if source.enabled)


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
    return Sources(sources, excluded)


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
