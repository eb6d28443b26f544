"""Tells English from Chinese, and traditional script from simplified."""

from functools import lru_cache

import opencc

from extraction.folding import fold

_LEAST_CHINESE = 0.15
_SAMPLE = 4000


def detect_language(text: str) -> str:
    """`en`, `zh` or `zh-Hant`, judged by the share of Chinese characters and by those that only one script writes."""
    line = _chinese_in(text)
    if not line:
        return "en"
    traditional = sum(one != other for one, other in zip(line, fold(line), strict=True))
    simplified = sum(one != other for one, other in zip(line, _to_traditional(line), strict=False))
    return "zh-Hant" if traditional > simplified else "zh"


def is_chinese(text: str) -> bool:
    """Whether a text is Chinese, in either script."""
    return bool(_chinese_in(text))


def _chinese_in(text: str) -> str:
    """The Chinese characters of the text's beginning; empty where they are too few for a Chinese text."""
    sample = "".join(text[:_SAMPLE].split())
    chinese = [char for char in sample if "\u4e00" <= char <= "\u9fff"]
    return "".join(chinese) if len(chinese) >= _LEAST_CHINESE * len(sample) else ""


def _to_traditional(line: str) -> str:
    return str(_converter().convert(line))


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def spellings(name: str) -> set[str]:
    """A name as either script writes it, in lower case."""
    return {name.lower(), _to_traditional(name).lower(), fold(name)}
