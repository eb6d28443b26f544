"""Finds clock times, spans of time, ordinals and codes, whose figures are no amounts."""

from collections.abc import Iterator

import re2

# Figures inside these are times of day, codes or ordinals, not amounts.
_NO_AMOUNT = re2.compile(
    r"\b\d\d?:\d\d(?::\d\d)?\b|\b\d\d?(?::\d\d)? ?[ap]\.?m\b\.?|(\d+(?:\.\d+)?\s?(?:时|点|小时|分钟|秒|天|日|年|个?月|周|岁|届|号|折))(?:[^免活均]|$)"
    r"|第\s?\d+|\[\d+\]|\(\d{5}\)|\b\d+(?:st|nd|rd|th)\b|\b\d{1,3}[:：]\d{1,3}\b|\b(?:\d+|[a-z]+)[- ](?:hours?|days?|weeks?|months?|years?|minutes?|seconds?)\b"
)
_DURATION = re2.compile(
    r"(?P<n>\d+(?:\.\d+)?|[a-z]+)[- ](?:consecutive )?(?:hours?|days?|weeks?)\b|(?P<z>\d+(?:\.\d+)?|[一二三四五六七八九十])\s?(?:个?小时|个?钟头|天)"
)


def find_times(folded: str) -> Iterator[tuple[int, int]]:
    """Spans of clock times, durations, ordinals and codes, whose figures are no amounts."""
    for match in _NO_AMOUNT.finditer(folded):
        yield match.span(1) if match.group(1) else match.span()
    for match in _DURATION.finditer(folded):
        yield match.span()
