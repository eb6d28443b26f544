"""Finds who a text names: watched apps, the firms behind them, context actors and trackers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import ahocorasick_rs

from extraction.folding import fold
from extraction.watchlist import Watchlist

Role = Literal["app", "company", "unit", "campaign", "context", "tracker"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `folded[start:end]`: `actor` is the app's, context actor's or tracker's id."""

    start: int
    end: int
    actor: str
    role: Role
    name: str

    @property
    def is_watched(self) -> bool:
        """Whether the name stands for one of the compared apps."""
        return self.role in ("app", "company", "unit", "campaign")


# 元宝 is also a gold ingot, 豆包 a bean bun, 文心 part of longer words: beside these neighbours they are no app.
_NO_APP_BEFORE = ("金", "银", "蒸", "做", "捏", "折", "叠", "烤", "红豆", "包")
_NO_APP_AFTER = ("形", "状", "馅", "饺", "枫", "雕龙", "雕塑")
_NO_APP_NAMES = frozenset({"元宝", "豆包", "文心"})
_EVERYDAY = _NO_APP_NAMES | {
    "Yuanbao",
    "Yuan Bao",
    "Doubao",
    "Dou Bao",
    "Wenxin",
    "Wen Xin",
    "Ernie",
    "Thousand Questions",
}


def is_everyday(name: Mention) -> bool:
    """Whether a name is also a word or a name of everyday life."""
    return name.name in _EVERYDAY


class Gazetteer:
    """The watchlist's names, ready to be found in one linear pass over a folded text."""

    def __init__(self, watchlist: Watchlist) -> None:
        self._entries = tuple(_entries(watchlist))
        names = [fold(name) for name, _, _ in self._entries]
        self._automaton = ahocorasick_rs.AhoCorasick(
            names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )

    def find(self, folded: str) -> tuple[Mention, ...]:
        """All mentions in a folded text, in order and without overlap; the longest name wins."""
        return tuple(self._mentions(folded))

    def _mentions(self, folded: str) -> Iterator[Mention]:
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            name, actor, role = self._entries[index]
            if _is_name(folded, start, end, name, role):
                yield Mention(start, end, actor, role, name)


@lru_cache(maxsize=8)
def gazetteer(watchlist: Watchlist) -> Gazetteer:
    """The gazetteer of a watchlist, built once."""
    return Gazetteer(watchlist)


def _entries(watchlist: Watchlist) -> Iterator[tuple[str, str, Role]]:
    for app in watchlist.app:
        roles: Iterable[tuple[Role, tuple[str, ...]]] = (
            ("app", app.app), ("company", app.company), ("unit", app.unit), ("campaign", app.campaign),
        )  # fmt: skip
        for role, names in roles:
            yield from ((name, app.id, role) for name in names)
    for context in watchlist.context:
        yield from ((name, context.id, "context") for name in context.names)
    for tracker in watchlist.tracker:
        yield from ((name, tracker.names[0], "tracker") for name in tracker.names)


def _is_name(folded: str, start: int, end: int, name: str, role: Role) -> bool:
    if name[0].isascii():
        before, after = folded[start - 1 : start] if start else "", folded[end : end + 1]
        # A footnote's number may be glued to the name: "2Yuanbao".
        is_open = not (before.isascii() and before.isalnum()) or (before.isdigit() and role == "app")
        # Feeds glue words ("qwenfollowed by"); an app's own name is rare enough to be trusted without a boundary.
        is_closed = not (after.isascii() and after.isalpha()) or (role == "app" and len(name) >= 4)
        return is_open and is_closed
    if role == "app" and name in _NO_APP_NAMES:
        return not folded[max(0, start - 2) : start].endswith(_NO_APP_BEFORE) and not folded[end : end + 2].startswith(
            _NO_APP_AFTER
        )
    return True
