"""Reads the schema.org article that a page embeds as JSON-LD: its headline, outlet, authors and day."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extraction.folding import readable

# What a newspaper's page says of its own article, the surest type first; menus, breadcrumbs and firms have other types.
_ARTICLES = ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting", "Article", "WebPage")


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """What the embedded data state; None for what they do not. `published_elsewhere` is the day of any other node."""

    headline: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: str | None = None
    published_elsewhere: str | None = None


def read_linked(scripts: Iterable[str]) -> LinkedArticle:
    """The article of a page's `application/ld+json` scripts: of each statement the first; broken scripts are none."""
    nodes = [node for script in scripts for node in _nodes(script)]
    articles = [node for kind in _ARTICLES for node in nodes if kind in _listed(node.get("@type"))]
    return LinkedArticle(
        headline=_first(node.get("headline") for node in articles),
        publisher=_first(_name(node.get("publisher")) for node in articles),
        byline=_first(_names(node.get("author")) for node in articles),
        published=_first(node.get("datePublished") for node in articles),
        published_elsewhere=_first(node.get("datePublished") for node in nodes),
    )


def _nodes(script: str) -> Iterator[dict[str, object]]:
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    for node in _listed(data):
        if isinstance(node, dict):
            yield node
            yield from (one for one in _listed(node.get("@graph")) if isinstance(one, dict))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _name(value: object) -> object:
    return value.get("name") if isinstance(value, dict) else value


def _names(value: object) -> str | None:
    names = [name.strip() for one in _listed(value) if isinstance(name := _name(one), str) and name.strip()]
    return readable(", ".join(names)) or None


def _first(values: Iterable[object]) -> str | None:
    return next((clean for value in values if isinstance(value, str) and (clean := readable(value).strip())), None)
