"""The articles a crawl has yet to ask for: unknown ones at once, known ones after them, within one budget."""

from collections import deque
from collections.abc import Iterable


class Agenda:
    """Hands out addresses one by one, so that only a few requests exist at a time.

    `limit` is the number of addresses that a crawl may ask for in all. What was seen before waits in `later`, for
    else a listing longer than the limit would have the same articles asked for again and again. `kept` of the limit
    are kept for it, or a source that has always something new would never be looked at again.
    """

    def __init__(self, limit: int, kept: int = 0) -> None:
        self.left = limit
        self.kept = kept
        self.upcoming: deque[str] = deque()
        self.later: list[str] = []

    def add(self, url: str) -> bool:
        """Whether there is room for it."""
        if len(self.upcoming) >= self.left - self.kept:
            return False
        self.upcoming.append(url)
        return True

    def turn_to(self, urls: Iterable[str]) -> int:
        """Go on with these addresses, as far as the limit allows; how many it does not."""
        return sum(not self.add(url) for url in urls)

    def turn_to_known(self) -> int:
        known, self.later, self.kept = self.later, [], 0
        return self.turn_to(known)

    def take_next(self) -> str | None:
        if not self.upcoming:
            return None
        self.left -= 1
        return self.upcoming.popleft()
