"""`hongbao extract`: claims out of files and standard input, without an archive or a warehouse."""

import json
from collections.abc import Iterator
from typing import Any

from extraction.pages import Page, read_page
from extraction.reading import read_article
from extraction.records import Article, Claim
from extraction.watchlist import Watchlist
from flows.inputs import read_input

# The contract of the accuracy scorer: these names in this order.
FIELDS = (
    "article_id",
    "app",
    "kind",
    "measure",
    "value",
    "value_max",
    "unit",
    "currency",
    "value_cny",
    "bound",
    "basis",
    "origin",
    "as_of",
    "season",
    "quote",
    "start",
    "end",
    "confidence",
    "rule",
)
_RENAMED = {"start": "quote_start", "end": "quote_end"}


def extract(given: list[str], watchlist: Watchlist) -> Iterator[Claim]:
    """The claims of every article in the inputs, in order. Raises InputError for an input that cannot be read."""
    for one in given:
        for page in read_input(one):
            yield from extract_page(page, watchlist)


def extract_page(page: Page, watchlist: Watchlist) -> tuple[Claim, ...]:
    """The claims of one page; none where it is no article or names nobody watched."""
    article = read_page(page, watchlist)
    return read_article(article, watchlist).claims if isinstance(article, Article) else ()


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim under the contract's names."""
    return {name: getattr(claim, _RENAMED.get(name, name)) for name in FIELDS}


def claim_line(claim: Claim) -> str:
    """A claim as one line of JSON."""
    return json.dumps(claim_row(claim), ensure_ascii=False)
