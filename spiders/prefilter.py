"""Tells from title and summary whether an item is worth a fetch, so that a busy feed costs few requests."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from opencc import OpenCC


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
