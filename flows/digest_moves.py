"""Finds figures whose day moved since they were told: one figure under another id is neither taken back nor new."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

State = Mapping[str, Any]
# What a figure is about, whatever its day; the warehouse has the same in macros/about.sql.
_SUBJECT = ("season", "app", "kind", "measure", "currency", "unit")


def find_moves(left: Mapping[str, State], fresh: Mapping[str, State]) -> dict[str, str]:
    """The id that each moved figure has now by the one it was told under, of states by fact_id.

    `left` was told and is a fact no more, `fresh` is a fact that was not told.
    """
    found: dict[str, str] = {}
    arrived = _by_subject(fresh)
    for subject, before in _by_subject(left).items():
        pairs = zip(before, arrived.get(subject, []), strict=False)
        found |= {was: now for was, now in pairs if _may_move(left[was], fresh[now])}
    return found


def _by_subject(states: Mapping[str, State]) -> dict[tuple[object, ...], list[str]]:
    """The ids of the facts that are about the same, in the order of their days."""
    told: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for fact_id in sorted(states, key=lambda one: (_day(states[one]), one)):
        told[_name_subject(states[fact_id])].append(fact_id)
    return told


def _name_subject(state: State) -> tuple[object, ...]:
    value = state["value"]
    return *(state[name] for name in _SUBJECT), None if value is None else f"{value:.2e}"


def _may_move(was: State, now: State) -> bool:
    """Events of two days are two, unless the one day only says the other more exactly."""
    days: Iterable[str] = sorted((_day(was), _day(now)), key=len)
    short, long = days
    return was["kind"] != "event" or long.startswith(short)


def _day(state: State) -> str:
    return state["as_of"] or ""
