"""What differs between two releases: values to use that moved, then what is new, gone, or otherwise supported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.disputes import find_place

Fact = Mapping[str, Any]

# The order of the page; "moved" is made here of two changes, the others are those of marts.what_changed.
KINDS = ("moved", "new", "gone", "value", "day", "rank", "status", "basis", "support")
PREFERRED = "preferred"
# Of these a row says how they were and how they are.
COMPARED = {
    "rank": "rank",
    "status": "status",
    "basis": "basis",
    "as_of": "day",
    "origins": "origins",
    "claims": "claims",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the page; `was` and `now` are facts, None where there is none.

    `is_kept` is True if the fact before is still in this release, so that it has evidence.
    """

    kind: str
    was: Fact | None
    now: Fact | None
    is_kept: bool

    @property
    def fact(self) -> Fact:
        """The fact that names the line: as it is, or as it was if it is gone."""
        fact = self.now or self.was
        if fact is None:
            message = "a change has a fact before or after it"
            raise ValueError(message)
        return fact

    @property
    def is_gone(self) -> bool:
        """True if there was a figure before that has no evidence in this release under the id it had."""
        if self.was is None:
            return False
        return self.now is None or (not self.is_kept and self.was["fact_id"] != self.now["fact_id"])

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.fact['fact_id']}"


def list_changes(rows: pl.DataFrame) -> list[Change]:
    """The changes of `Release.changes_in_full` in the order of the page, each fact in one line.

    But for one whose day moved and that is used now in the place of another: it is told as both.
    """
    pairs = [
        (row["change"], row["was"] if row["was"]["fact_id"] else None, row["now"] if row["now"]["fact_id"] else None)
        for row in rows.iter_rows(named=True)
    ]
    moves, told = find_moves(pairs)
    rest = [
        Change(kind, was, now, is_kept=stays(was, now))
        for kind, was, now in pairs
        if (was or now or {})["fact_id"] not in told
    ]
    return sorted([*moves, *rest], key=rank_change)


def stays(was: Fact | None, now: Fact | None) -> bool:
    """Whether the fact before has its evidence in this release: one whose day moved goes by another id."""
    return now is not None and (was is None or was["fact_id"] == now["fact_id"])


def find_moves(pairs: Iterable[tuple[str, Fact | None, Fact | None]]) -> tuple[list[Change], set[str]]:
    """A change for each group whose value to use is another one, or stated otherwise; and the facts they tell of."""
    before: dict[str, tuple[Fact, bool]] = {}
    after: dict[str, tuple[Fact, str]] = {}
    for kind, was, now in pairs:
        # One whose day moved has left its group, and is a line of its own.
        if was and was["rank"] == PREFERRED and (now is None or stays(was, now)):
            before[was["group_id"]] = was, now is not None
        if now and now["rank"] == PREFERRED:
            after[now["group_id"]] = now, kind
    moves, told = [], set()
    for group, (now, kind) in after.items():
        was, is_kept = before.get(group, (None, False))
        if was is not None and (was["fact_id"] != now["fact_id"] or kind in {"value", "day"}):
            moves.append(Change("moved", was, now, is_kept=is_kept))
            told |= {was["fact_id"], now["fact_id"]}
    return moves, told


def rank_change(change: Change) -> tuple[int, bool, int]:
    """By kind; values to use before the others; then in the order of the comparison."""
    fact = change.fact
    return KINDS.index(change.kind), fact["rank"] != PREFERRED, find_place(fact["measure"])


def list_differences(change: Change) -> list[tuple[str, Any, Any]]:
    """What else is not as it was, by its name in the catalogue (differs.*), with how it was and how it is."""
    was, now = change.was, change.now
    if was is None or now is None:
        return []
    return [(name, was[column], now[column]) for column, name in COMPARED.items() if was[column] != now[column]]


def narrow(changes: Iterable[Change], *, kind: str, apps: Iterable[str], free: str) -> list[Change]:
    """The changes of one kind and some apps; `free` is the choice that filters nothing."""
    wanted = set(apps)
    return [change for change in changes if kind in {free, change.kind} and change.fact["app"] in wanted]
