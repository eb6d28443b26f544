"""Tells from title and summary whether an item is worth a fetch, so that a busy feed costs few requests."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache

from opencc import OpenCC

from spiders.items import Item
from spiders.outcomes import Outcome
from spiders.report import Health
from spiders.sources import Source

UNREADABLE = Outcome("address cannot be read", Health.OK, is_refusal=True)
TOO_OLD = Outcome("older than this source is read for", Health.OK, is_refusal=True)
UNTITLED = Outcome("nothing is told of it to sift by", Health.OK, is_refusal=True)


class Sieve:
    """Which items of a source's listings are worth a fetch.

    With fetch = "matching", those whose title and summary name one of the terms; an item that comes with no text
    cannot be sifted, and is fetched unless the source says to skip it.
    """

    def __init__(self, source: Source, terms: Iterable[str], now: datetime) -> None:
        self.is_sifting = source.fetch == "matching"
        self.skips_untitled = self.is_sifting and source.untitled == "skip"
        self.oldest = now - timedelta(days=source.max_age_days) if source.max_age_days else None
        self.prefilter = Prefilter(terms)

    def find_fault(self, item: Item) -> Outcome | None:
        """The reason why an item is not even looked at, to be counted."""
        if not item.url:
            return UNREADABLE
        if self.oldest and item.published_at and item.published_at < self.oldest:
            return TOO_OLD
        return UNTITLED if self.skips_untitled and not item.text else None

    def is_wanted(self, item: Item) -> bool:
        return not self.is_sifting or not item.text or self.prefilter.is_match(item.text)


class Prefilter:
    """Looks for any of the given terms, whatever their case, width or Chinese script.

    Terms in Latin letters must stand as words ("Ali" is not in "Italian"); Chinese has no word borders.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        folded = sorted({fold(term) for term in terms if term.strip()}, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(bound, folded))) if folded else None

    def is_match(self, text: str) -> bool:
        """Whether the text names a term; with no terms at all, nothing does."""
        return self.pattern is not None and self.pattern.search(fold(text)) is not None


def fold(text: str) -> str:
    simplified: str = simplifier().convert(unicodedata.normalize("NFKC", text))
    return simplified.casefold()


def bound(term: str) -> str:
    before = "(?<![a-z0-9])" if term[0].isascii() and term[0].isalnum() else ""
    after = "(?![a-z0-9])" if term[-1].isascii() and term[-1].isalnum() else ""
    return before + re.escape(term) + after


@cache
def simplifier() -> OpenCC:
    return OpenCC("t2s")
