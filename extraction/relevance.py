"""Sorts out the pages that name nobody who is watched, in one pass over the raw text and before any parse."""

from functools import lru_cache

import ahocorasick_rs

from extraction.languages import spellings
from extraction.watchlist import Watchlist

# "Ali" is in every "quality": names this short say nothing of a page as a whole.
_LEAST_LATIN = 4


@lru_cache(maxsize=8)
def _automaton(watchlist: Watchlist) -> ahocorasick_rs.BytesAhoCorasick:
    names: set[bytes] = set()
    for app in watchlist.app:
        for name in (*app.app, *app.company, *app.unit, *app.campaign):
            if not name.isascii() or len(name) >= _LEAST_LATIN:
                names |= {spelling.encode() for spelling in spellings(name)}
    return ahocorasick_rs.BytesAhoCorasick(sorted(names))


def is_relevant(text: str, watchlist: Watchlist) -> bool:
    """Whether a text or a page's source names a watched app, its firm or its campaign."""
    # Only Latin letters have a case that matters here, and bytes are lowered and searched several times faster.
    return bool(_automaton(watchlist).find_matches_as_indexes(text.encode(errors="replace").lower()))
