"""Reads the golden corpus: texts of our own with the facts that a careful person found in them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.errors import MaterialError
from extraction.languages import detect_language
from extraction.metadata import read_time
from extraction.pages import Page, read_page
from extraction.records import Article
from extraction.watchlist import Watchlist, build_watchlist

_REPOSITORY = Path(__file__).parent.parent
GOLDEN = _REPOSITORY / "tests" / "golden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact or event of the gold; `values` are the numbers that state it, empty for an event.

    `is_neutral` facts (optional, or a standing figure outside any campaign) are neither asked for nor punished.
    """

    kind: str
    app: str
    measures: tuple[str, ...]
    values: tuple[float, ...]
    day: str | None
    is_neutral: bool
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One golden text; `id` is its file or its place in a file, `lang` is `en` or `zh`."""

    id: str
    lang: str
    text: str
    page: Page
    facts: tuple[Fact, ...]


@lru_cache(maxsize=4)
def load_golden(folder: Path = GOLDEN) -> tuple[Document, ...]:
    """All texts below `folder`, ordered by id: articles one a file, sentences many a file. Raises MaterialError."""
    files = sorted(folder.rglob("*.toml"))
    if not files:
        raise MaterialError(f"{folder}: holds no golden texts; give the folder with en/ and zh/")
    return tuple(document for path in files for document in _documents(path, path.relative_to(folder)))


@lru_cache(maxsize=1)
def load_watchlist() -> Watchlist:
    """The project's own watchlist."""
    path = _REPOSITORY / "config" / "watchlist.toml"
    return build_watchlist(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def read_document(document: Document) -> Article | None:
    """The article that extraction makes of a golden text; None where it names nobody who is watched."""
    article = read_page(document.page, load_watchlist())
    return article if isinstance(article, Article) else None


def _documents(path: Path, place: Path) -> Iterator[Document]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        name = place.with_suffix("").as_posix()
        rows = [(f"{name}/{number:03}", row) for number, row in enumerate(data.get("sentence", ()), start=1)]
        for key, row in rows or [(name, data)]:
            yield _document(key, row)
    except (ValueError, KeyError, TypeError) as error:
        raise MaterialError(f"{path}: is no golden text ({error}); correct it") from error


def _document(key: str, row: Mapping[str, Any]) -> Document:
    lang = row.get("lang") or detect_language(row["text"])
    page = Page(
        url=None,
        content_type="text/plain",
        body=row["text"].encode(),
        article_id=key,
        title=row.get("title"),
        lang=lang,
        published_at=read_time(row.get("published")),
    )
    facts = tuple(map(_fact, row.get("facts", ())))
    events = tuple(_fact({"type": "event", **event}) for event in row.get("events", ()))
    return Document(id=key, lang=lang[:2], text=row["text"], page=page, facts=facts + events)


def _fact(row: Mapping[str, Any]) -> Fact:
    stated = (row.get("value"), row.get("value_max"), row.get("value_cny_equivalent"))
    return Fact(
        kind=row["type"],
        app=row["app"],
        measures=(row["measure"], *row.get("alt_measures", ())),
        values=tuple(float(value) for value in stated if value is not None),
        day=row.get("date") or row.get("as_of"),
        is_neutral=bool(row.get("optional") or row.get("baseline")),
        quote=row["quote"],
    )
