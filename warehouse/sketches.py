"""Makes a small sketch of a text, so that its copies are found among thousands without reading those again."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import opencc
import rensa
from numpy.typing import NDArray

Windows = NDArray[np.uint64]
BANDS, ROWS, SEED = 84, 3, 42
# Chinese says in five characters what English says in three words.
SPAN_ZH, SPAN = 5, 16
# A text of fewer windows has too little in it to be alike: only the same text is its copy.
FEWEST = 40
# The last part says which pairs are compared.
METHOD = f"rensa{rensa.RMinHash.ALGORITHM_VERSION}/{BANDS * ROWS}x{ROWS}/zh{SPAN_ZH}-{SPAN}/all"
_FACTOR, _MIX = np.uint64(0x100000001B3), np.uint64(0xBF58476D1CE4E5B9)


def cut_windows(text: str, lang: str) -> Windows:
    """The hashes of all stretches of letters and digits of one length, each once and sorted; of a short text one."""
    is_chinese = lang.startswith("zh")
    span = SPAN_ZH if is_chinese else SPAN
    codes = np.frombuffer(fold_letters(text, is_chinese=is_chinese).encode("utf-32-le"), np.uint32).astype(np.uint64)
    if len(codes) < FEWEST + span - 1:
        span = max(len(codes), 1)
    count = max(len(codes) - span + 1, 0)
    hashes = np.full(count, span, np.uint64)
    for place in range(span if count else 0):
        hashes = hashes * _FACTOR ^ codes[place : place + count]
    hashes ^= hashes >> np.uint64(29)
    hashes *= _MIX
    return np.unique(hashes ^ hashes >> np.uint64(32))


def fold_letters(text: str, *, is_chinese: bool) -> str:
    """The letters and digits of a text: simplified, half width, lower case."""
    simplified = _simplifier().convert(text) if is_chinese else text
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", simplified).casefold()))


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def sketch(windows: Sequence[Windows]) -> list[list[int]]:
    """Of each text the hashes of its bands, of 32 bits: two texts that are much alike share at least one.

    A text without any letter has no bands.
    """
    ends = np.concatenate([[0], np.cumsum([len(one) for one in windows])]).astype(np.uint64)
    tokens = np.concatenate([*windows, np.zeros(0, np.uint64)])
    matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(tokens, ends, BANDS * ROWS, SEED)
    rows = np.array(matrix.to_rows(), dtype=np.uint64).reshape(len(windows), BANDS, ROWS)
    bands = (rows[:, :, 0] * _FACTOR ^ rows[:, :, 1]) * _FACTOR ^ rows[:, :, 2]
    # A hash says which of the bands it is of, so that one list can be compared with another.
    bands = (bands * _FACTOR ^ np.arange(BANDS, dtype=np.uint64)) * _MIX >> np.uint64(32)
    return [band.tolist() if len(one) else [] for band, one in zip(bands, windows, strict=True)]
