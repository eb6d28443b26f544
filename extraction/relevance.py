"""Sorts out the pages that name nobody who is watched, in one pass over the raw text and before any parse."""

from collections.abc import Callable
from functools import lru_cache

import ahocorasick_rs
import re2
from w3lib.encoding import html_body_declared_encoding, html_to_unicode, http_content_type_encoding, read_bom

from extraction.languages import spellings
from extraction.watchlist import Watchlist

# "Ali" is in every "quality": names this short say nothing of a page as a whole.
_LEAST_LATIN = 4
# The encodings in which news of China is written. Latin letters are the same bytes in all of them.
_SPELT_IN = ("utf-8", "gb18030", "big5hkscs")
# As w3lib calls them once it has resolved their many names.
_SEARCHED = frozenset({None, *_SPELT_IN, "cp1252"})
_DECLARED_WITHIN = 4096


@lru_cache(maxsize=8)
def _names(watchlist: Watchlist) -> frozenset[str]:
    given = (name for app in watchlist.app for name in (*app.app, *app.company, *app.unit, *app.campaign))
    return frozenset(
        one for name in given if not name.isascii() or len(name) >= _LEAST_LATIN for one in spellings(name)
    )


@lru_cache(maxsize=8)
def _automaton(watchlist: Watchlist) -> ahocorasick_rs.BytesAhoCorasick:
    return ahocorasick_rs.BytesAhoCorasick(sorted(name.encode() for name in _names(watchlist)))


@lru_cache(maxsize=8)
def _pattern(watchlist: Watchlist) -> "re2._Regexp":
    """Every name as the bytes of each encoding; it stops at the first, where an automaton lists them all."""
    spelt = {name.encode(encoding, errors="ignore") for name in _names(watchlist) for encoding in _SPELT_IN}
    options = re2.Options()
    options.case_sensitive, options.encoding = False, re2.Options.Encoding.LATIN1
    return re2.compile(b"|".join(re2.escape(one) for one in sorted(spelt) if one), options)


def is_relevant(text: str, watchlist: Watchlist) -> bool:
    """Whether a text or a page's source names a watched app, its firm or its campaign."""
    # Only Latin letters have a case that matters here, and bytes are lowered and searched several times faster.
    return bool(_automaton(watchlist).find_matches_as_indexes(text.encode(errors="replace").lower()))


def sort_pages(watchlist: Watchlist) -> Callable[[bytes, str | None], bool]:
    """Tells by a page's bytes and content type whether the page, decoded as they say, is relevant.

    Most pages of a web archive are not, and are known not to be before they are decoded.
    """
    # Looked up once: to find what is cached for a watchlist takes as long as to search a page.
    pattern = _pattern(watchlist)

    def is_page_relevant(body: bytes, content_type: str | None) -> bool:
        if _is_searched_as_it_is(body, content_type) and pattern.search(body) is None:
            return False
        _, html = html_to_unicode(content_type, body)
        return is_relevant(html.replace("\x00", ""), watchlist)

    return is_page_relevant


def _is_searched_as_it_is(body: bytes, content_type: str | None) -> bool:
    """Whether a name that the decoded page holds stands in its bytes: no NUL in it, and an encoding that is known."""
    # UTF-16 and 32 are full of NULs, in markup at least.
    if b"\x00" in body:
        return False
    marked, _ = read_bom(body)
    told = marked or http_content_type_encoding(content_type)
    return (told or html_body_declared_encoding(body[:_DECLARED_WITHIN])) in _SEARCHED
