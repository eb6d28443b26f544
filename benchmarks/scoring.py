"""Judges what was said of a golden text against its gold: what is right, wrong, missed, or neither asked nor punished.

The rules, each with a test of its own:

* Scored are figures given to one of the four apps in a core measure of spend or reach. Others (another actor, a rank,
  a growth rate) are neutral; but the figure of another actor, given to one of the four, is as wrong as any.
* A figure is right if a gold fact has its app and kind, counts its measure among those that may be said, and states
  its value within half a per cent: plainly, as the upper end of a range, or in yuan.
* Said twice, a right figure counts once; so does a wrong one.
* Optional and baseline facts are neutral: found or not, nothing changes.
* Events are scored for recall alone: app and event agree, and the month where both sides give one.
* A quote that does not stand at its offsets is broken, whatever else is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from benchmarks.golden import Document, Fact
from benchmarks.statement import Statement

APPS = frozenset({"qwen", "yuanbao", "wenxin", "doubao"})
CORE = {
    "spend": frozenset({"budget", "prize_max", "prize", "coupon", "payout", "sponsorship"}),
    "reach": frozenset(
        [
            "dau",
            "mau",
            "wau",
            "users",
            "downloads",
            "participants",
            "orders",
            "interactions",
            "messages",
            "viewers",
            "views",
            "shares",
        ]
    ),
}
Verdict = Literal["right", "wrong", "neutral"]
_TOLERANCE = 0.005
_OTHER_NAMES = {"prize_pool_item": "prize", "partnership": "sponsor"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One text judged: a verdict for each statement in order, which facts were found, which missed, quotes broken."""

    document: Document
    verdicts: tuple[tuple[Statement, Verdict], ...]
    found: tuple[Fact, ...]
    missed: tuple[Fact, ...]
    broken: tuple[Statement, ...]


def judge(document: Document, statements: Sequence[Statement]) -> Judgement:
    """Judges what was said of one text; `statements` are all of that text."""
    asked = [fact for fact in document.facts if _is_asked(fact)]
    found = [any(_agrees(said, fact) for said in statements) for fact in asked]
    return Judgement(
        document,
        tuple((said, _verdict(said, document.facts)) for said in statements),
        tuple(fact for fact, is_found in zip(asked, found, strict=True) if is_found),
        tuple(fact for fact, is_found in zip(asked, found, strict=True) if not is_found),
        tuple(said for said in statements if document.text[said.start : said.end] != said.quote),
    )


def canonical(measure: str) -> str:
    """The one name of a measure that the gold may call otherwise."""
    return _OTHER_NAMES.get(measure, measure)


def is_core(kind: str, measure: str, app: str) -> bool:
    """Whether a figure of this sort is scored."""
    return app in APPS and canonical(measure) in CORE.get(kind, frozenset())


def _is_asked(fact: Fact) -> bool:
    if fact.is_neutral:
        return False
    return fact.app in APPS if fact.kind == "event" else is_core(fact.kind, fact.measures[0], fact.app)


def _verdict(said: Statement, facts: Sequence[Fact]) -> Verdict:
    if said.kind == "event":
        return "neutral"
    if any(_agrees(said, fact) for fact in facts):
        return "right"
    return "wrong" if is_core(said.kind, said.measure, said.app) else "neutral"


def _agrees(said: Statement, fact: Fact) -> bool:
    if (said.kind, said.app) != (fact.kind, fact.app):
        return False
    if canonical(said.measure) not in map(canonical, fact.measures):
        return False
    return _is_same_month(said, fact) if fact.kind == "event" else _is_same_value(said, fact)


def _is_same_month(said: Statement, fact: Fact) -> bool:
    return not said.as_of or not fact.day or said.as_of.startswith(fact.day[:7])


def _is_same_value(said: Statement, fact: Fact) -> bool:
    stated = [value for value in (said.value, said.value_cny, said.value_max) if value is not None]
    return any(abs(one - value) <= _TOLERANCE * abs(value) for one in stated for value in fact.values)
