"""Tells what of the facts differs from what was last told: versions of facts, as pure functions over rows."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from extraction.seasons import eve
from flows.digest_moves import find_moves

State = Mapping[str, Any]
# What makes another version of a fact. Neither how many say so nor today's rate of exchange is news.
TOLD = ("value", "value_max", "bound", "unit", "currency", "as_of", "rank", "status", "likely_cause")
# What fact_id stands for: kept beside, so that a fact that is gone can still be named.
SUBJECT = ("season", "app", "kind", "measure", "basis")
DOUBT = frozenset({"disputed", "suspect"})
# A season is talked of this long before New Year's Eve; a figure of one still further off does not end the last.
_SEASON_BEGINS = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What was last told of a fact; `state` is None if that it is no longer told."""

    group_id: str
    version: int
    state: State | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A new version of a fact: its `change` and both states; `leads` is the fact whose line tells it."""

    fact_id: str
    group_id: str
    version: int
    change: str
    before: State | None
    after: State | None
    leads: str = ""


def read_stands(told: Iterable[Mapping[str, Any]]) -> dict[str, Stand]:
    """What was last told by fact_id, from rows of fact_id, group_id, version and state as JSON."""
    return {row["fact_id"]: _read_stand(row) for row in told}


def _read_stand(row: Mapping[str, Any]) -> Stand:
    state = json.loads(row["state"]) if row["state"] else None
    return Stand(group_id=row["group_id"], version=row["version"], state=state)


def choose_season(facts: Iterable[Mapping[str, Any]], today: date) -> int | None:
    """The newest season with facts that has begun, else the newest; None without facts."""
    seasons = {fact["season"] for fact in facts if fact["season"] is not None}
    begun = {season for season in seasons if eve(season) - _SEASON_BEGINS <= today}
    return max(begun or seasons, default=None)


def find_state(fact: Mapping[str, Any]) -> State | None:
    """What is told of a row of `marts.facts`, None if nothing is."""
    is_told = fact["rank"] == "preferred" or fact["status"] in DOUBT
    return {name: fact.get(name) for name in (*SUBJECT, *TOLD)} if is_told else None


def is_same(one: State | None, other: State | None) -> bool:
    """Whether two states tell the same."""
    if one is None or other is None:
        return one is other
    return all(one[name] == other[name] for name in TOLD)


def compare(facts: Sequence[Mapping[str, Any]], told: Mapping[str, Stand], season: int | None) -> list[list[Telling]]:
    """The new versions of facts of `season` or later, group by group; the first of each group leads the others.

    What was told of a season before is left as it stands: that a new season began takes nothing back. A figure whose
    day moved has changed; where all that is told of it stayed, it is a group of its own that is only remembered.
    """
    groups = {fact["fact_id"]: fact["group_id"] for fact in facts}
    states = {fact["fact_id"]: find_state(fact) for fact in facts if _is_in(season, fact)}
    stood = {key: stand.state for key, stand in told.items() if stand.state is not None and _is_in(season, stand.state)}
    moves = find_moves(
        {key: state for key, state in stood.items() if key not in groups},
        {key: state for key, state in states.items() if state is not None and key not in stood},
    )
    groups = {key: stand.group_id for key, stand in told.items()} | groups
    groups |= {was: groups[now] for was, now in moves.items()}
    befores = stood | {now: stood[was] for was, now in moves.items()}
    quiet = {key: now for was, now in moves.items() if is_same(stood[was], states[now]) for key in (was, now)}
    found = (
        _make_telling(key, groups[key], told.get(key), befores.get(key), state)
        for key, state in (dict.fromkeys(stood) | states).items()
        if key in quiet or not is_same(befores.get(key), state)
    )
    return _group(found, quiet)


def _group(tellings: Iterable[Telling], apart: Mapping[str, str]) -> list[list[Telling]]:
    """The tellings of each group, led by one; those of the facts in `apart` are groups of their own."""

    def find_place(one: Telling) -> tuple[str, str]:
        return one.group_id, apart.get(one.fact_id, "")

    return [_lead(list(group)) for _, group in groupby(sorted(tellings, key=find_place), key=find_place)]


def _is_in(season: int | None, row: Mapping[str, Any]) -> bool:
    return season is None or row["season"] is None or row["season"] >= season


def _make_telling(
    fact_id: str, group_id: str, stand: Stand | None, before: State | None, after: State | None
) -> Telling:
    return Telling(
        fact_id=fact_id, group_id=group_id, version=stand.version + 1 if stand is not None else 1,
        change=name_change(before, after), before=before, after=after,
    )  # fmt: skip


def name_change(before: State | None, after: State | None) -> str:
    """new, changed, disputed or retracted, for two states that differ."""
    if after is None:
        return "retracted"
    if after["status"] in DOUBT and (before is None or before["status"] not in DOUBT):
        return "disputed"
    return "new" if before is None else "changed"


def _lead(group: list[Telling]) -> list[Telling]:
    """The tellings of a group, the one that leads first; where one value takes over from another, it has changed."""
    first, *others = sorted(group, key=_weigh)
    if first.before is None and first.after is not None:
        ended = next(_ended(others), None)
        if ended is not None:
            first = replace(first, before=ended, change=name_change(ended, first.after))
    return [replace(one, leads=first.fact_id) for one in (first, *others)]


def _ended(tellings: Iterable[Telling]) -> Iterator[State]:
    for one in tellings:
        if _is_preferred(one.before) and not _is_preferred(one.after):
            yield one.before  # type: ignore[misc]  # preferred, so not None


def _weigh(one: Telling) -> tuple[bool, bool, bool, str]:
    return (not _is_preferred(one.after), one.after is None, not _is_preferred(one.before), one.fact_id)


def _is_preferred(state: State | None) -> bool:
    return state is not None and state["rank"] == "preferred"
