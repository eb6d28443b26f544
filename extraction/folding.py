"""Folds script, width and case away so that one rule serves every spelling, and every offset stays true.

Each character becomes exactly one character: the folded text has the length of the text, so a span found in
one is the span in the other.
"""

from functools import lru_cache

import opencc

_CJK = range(0x4E00, 0xA000)
_FULL_WIDTH = range(0xFF01, 0xFF5F)
# The full-width comma stays: folded, "第一，2600万" would read as the number "1,2600".
_KEPT = {ord("，")}
_OTHERS = {
    "\u3000": " ",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\t": " ",
    "“": '"',
    "”": '"',
    "„": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "‐": "-",
    "‑": "-",
    "￥": "¥",
    "￡": "£",
    "≈": "~",
    "∼": "~",
    "〜": "~",
}


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    lines = "\n".join(map(chr, _CJK))
    simplified = opencc.OpenCC("t2s").convert(lines).split("\n")
    table = {code: one for code, one in zip(_CJK, simplified, strict=True) if len(one) == 1}
    table |= {code: chr(code - 0xFEE0) for code in _FULL_WIDTH if code not in _KEPT}
    table |= {ord(char): folded for char, folded in _OTHERS.items()}
    return table


@lru_cache(maxsize=1)
def _lower() -> dict[int, str]:
    return {ord(char): char.lower() for char in map(chr, range(ord("A"), ord("Z") + 1))}


def fold(text: str) -> str:
    """The text in simplified characters, half width and ASCII lower case; same length, same offsets."""
    return text.translate(_table()).translate(_lower())


def readable(text: str) -> str:
    """The text with what is no character (half of a surrogate pair) replaced, one for one; all else is as it was."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
