"""Keeps stretches of text that are taken, so that asking whether another one overlaps costs little."""

from bisect import bisect_left, insort
from collections.abc import Iterable


class Spans:
    """Taken stretches of a text, as `(start, end)`; those that overlap at the start are joined."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self._spans and start < self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((start, end))

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any taken stretch shares a character with `start:end`."""
        after = bisect_left(self._spans, (end, end))
        return after > 0 and self._spans[after - 1][1] > start

    def add(self, start: int, end: int) -> None:
        """Take a stretch that overlaps none."""
        insort(self._spans, (start, end))
