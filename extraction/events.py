"""Finds the events of a campaign: what happened, to whose app, on which day."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import re2

from extraction.calendars import DateMention
from extraction.event_asides import ANY_PHASE, MEASURED
from extraction.event_checks import is_no_event, is_set_aside
from extraction.event_days import day_of_event, is_period
from extraction.event_lists import listed_days
from extraction.event_owners import owners_of_event, owners_of_period
from extraction.event_rules import EVENTS, PERIOD_NEAR, PERIOD_OVER, EventRule
from extraction.rules import any_of
from extraction.scenes import Owner, Scene
from extraction.sentences import Sentence

_DAY = len("2026-02-01")
_LISTED = 100
_ANY = any_of(rule.words for rule in EVENTS)
_WORDS = {rule: re2.compile(rule.words) for rule in EVENTS}
_NEAR = {near: re2.compile(near) for near in {rule.near for rule in EVENTS} if near}
_PHASE = re2.compile(ANY_PHASE)
# "The first phase, running from Feb 6 to Feb 12, …": the days of what is named before the comma.
_RUNNING = re2.compile(
    r"^[\s,，]*(?:running|runs?|lasting|which|from|open|ending|due|scheduled)\b|^[\s,，]*(?:从|自|于|即)"
)


@dataclass(frozen=True, slots=True)
class Event:
    """An event told at `folded[start:end]` of sentence `number`, with the day it names there, if any."""

    measure: str
    rule: str
    number: int
    start: int
    end: int
    owner: Owner
    day: str | None


def find_events(scene: Scene, dates: list[tuple[DateMention, ...]]) -> Iterator[Event]:
    """All events of an article, in the order of the text; no phase's first day is also a launch."""
    found: list[Event] = []
    for number, sentence in enumerate(scene.sentences):
        found += _periods(scene, number, sentence, dates[number])
        found += _told(scene, number, sentence, dates)
        found += _listed(scene, number, dates[number])
    phases = {(one.owner.actor, one.day) for one in found if one.measure == "phase_start" and one.day is not None}
    yield from (one for one in found if one.measure != "launch" or (one.owner.actor, one.day) not in phases)


def _rules_in(text: str) -> list[EventRule]:
    return [EVENTS[index] for index in sorted(_ANY.Match(text) or ())]


def _told(scene: Scene, number: int, sentence: Sentence, dates: list[tuple[DateMention, ...]]) -> Iterator[Event]:
    text = scene.folded[sentence.start : sentence.end]
    around = scene.folded[scene.sentences[max(0, number - 1)].start : sentence.end]
    for rule in _rules_in(text):
        if rule.near and not _NEAR[rule.near].search(around):
            continue
        for match in _WORDS[rule].finditer(text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            day = day_of_event(scene, number, dates, (start, end), rule)
            is_date = any(one.start <= start and end <= one.end for one in dates[number])
            is_date = is_date or (rule.id == "event.end.until" and _is_measured(scene, number, text))
            if (day is None and rule.is_dated) or is_date or is_no_event(scene, sentence, (start, end), rule):
                continue
            measure = _end_of(scene, sentence, start) if rule.measure == "end" else rule.measure
            told_of = owners_of_event(scene, number, start, end, rule)
            for owner in _of_dated_clause(scene, number, dates[number], start, told_of):
                yield Event(measure, rule.id, number, start, end, owner, day)


def _of_dated_clause(
    scene: Scene, number: int, dates: tuple[DateMention, ...], start: int, told_of: list[Owner]
) -> list[Owner]:
    """Of several apps the one of the event's own clause, if that has a day too: "after Yuanbao on Monday, on Friday Qwen"."""
    clause = scene.sentences[number].clause_at(start)
    is_dated = any(len(one.iso) == _DAY and clause.start <= one.start < clause.end for one in dates)
    inside = {name.actor for name in scene.names[number] if clause.start <= name.start < clause.end}
    own = [one for one in told_of if one.actor in inside]
    return own if is_dated and len(own) == 1 else told_of


def _end_of(scene: Scene, sentence: Sentence, start: int) -> str:
    """What ends there: the campaign, or just one phase of it, which is an event of no kind of its own."""
    clause = sentence.clause_at(start)
    before = next((one for one in reversed(sentence.clauses) if one.end <= clause.start), clause)
    is_aside = _RUNNING.match(scene.folded[clause.start : clause.end]) is not None
    first = before.start if is_aside else clause.start
    return "other" if _PHASE.search(scene.folded[first : clause.end]) else "end"


def _periods(scene: Scene, number: int, sentence: Sentence, dates: tuple[DateMention, ...]) -> Iterator[Event]:
    """The first and the last day of a campaign that goes "from February 3 to March 1"."""
    text = scene.folded[sentence.start : sentence.end]
    if len(dates) < 2 or not _is_of_campaign(scene, number, text):
        return
    for first, last in pairwise(dates):
        if not len(first.iso) == len(last.iso) == _DAY or not is_period(scene.folded, first, last):
            continue
        clause = sentence.clause_at(first.start)
        for owner in owners_of_period(scene, number, first.start, last.end):
            if is_set_aside(scene, sentence, clause, "period"):
                continue
            if not is_set_aside(scene, sentence, clause, "launch"):
                yield Event("launch", "event.period.first", number, first.start, first.end, owner, first.iso)
            if not is_set_aside(scene, sentence, clause, "end"):
                ended = _end_of(scene, sentence, first.start)
                yield Event(ended, "event.period.last", number, last.start, last.end, owner, last.iso)


def _listed(scene: Scene, number: int, dates: tuple[DateMention, ...]) -> Iterator[Event]:
    """The first days of a list that has one verb for all: "开始有先后：文心1月26日；元宝2月1日；千问2月6日"."""
    for one in listed_days(scene, number, dates):
        owner = Owner(one.name.actor, "stated", "its part of a list of first days", _LISTED, one.name.role)
        yield Event("launch", "event.list.first", number, one.day.start, one.day.end, owner, one.day.iso)


def _is_of_campaign(scene: Scene, number: int, text: str) -> bool:
    """Whether the days of a sentence may be a campaign's: it speaks of one, or the sentence before of one that is over."""
    if _is_measured(scene, number, text):
        return False
    before = scene.sentences[max(0, number - 1)]
    told = scene.folded[before.start : before.end]
    return bool(PERIOD_NEAR.search(text) or (PERIOD_OVER.search(told) and PERIOD_NEAR.search(told)))


def _is_measured(scene: Scene, number: int, text: str) -> bool:
    """Whether a sentence tells what was measured over a period, which is no campaign's: a tracker's week."""
    return any(name.role == "tracker" for name in scene.names[number]) or MEASURED.search(text) is not None


def launches_of(events: list[Event]) -> dict[str, str]:
    """The first day that the article gives for each owner's campaign."""
    days: dict[str, str] = {}
    for event in events:
        if event.measure == "launch" and event.day is not None:
            days[event.owner.actor] = min(days.get(event.owner.actor, event.day), event.day)
    return days
