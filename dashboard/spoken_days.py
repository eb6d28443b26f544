"""Whether the sentences behind a figure name its day themselves: a day that none of them names is only inferred."""

from collections.abc import Mapping
from typing import Any

from dashboard.dates import write_as_of
from dashboard.wording import Wording

Fact = Mapping[str, Any]


def is_named(fact: Fact) -> bool:
    """True if the fact, a row with as_of and day_claims, speaks of a day that one of its sentences names."""
    return bool(fact["as_of"] and fact["day_claims"])


def note_day(fact: Fact, wording: Wording) -> str:
    """How far the day is inferred; empty where every sentence names it, or where there is no day."""
    if not fact["as_of"] or fact["day_claims"] >= fact["claims"]:
        return ""
    if not is_named(fact):
        return wording.say("evidence.day_inferred")
    key = "evidence.day_named_one" if fact["day_claims"] == 1 else "evidence.day_named"
    return wording.say(key, count=fact["day_claims"], claims=fact["claims"])


def write_day(fact: Fact, wording: Wording) -> str:
    """The day in words, followed by how far it is inferred."""
    day = write_as_of(fact["as_of"], wording)
    note = note_day(fact, wording)
    return wording.say("evidence.day_noted", day=day, note=note) if note else day
