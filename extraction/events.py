"""Finds the events of a campaign: what happened, to whose app, on which day."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import re2

from extraction.amount import Amount
from extraction.attribution import owners
from extraction.calendars import DateMention
from extraction.carrying import FOCUS, carried_owner
from extraction.event_rules import (
    DENIED,
    DENIED_SPONSOR,
    EVENTS,
    LATER_PHASE,
    LINKS,
    NOT_UNTIL,
    OTHER_DAYS,
    PERIOD,
    PERIOD_NEAR,
    EventRule,
)
from extraction.rules import any_of
from extraction.scenes import Owner, Scene
from extraction.sentences import Sentence
from extraction.timing import SAME_DAY

# A watched name this near to the event goes before a context actor: "WeChat groups have it: Tencent's red envelope".
LEAST_WATCHED = 30
_SAME_DAY_REACH = 4
_DENIAL = 40
_ANY = any_of(rule.words for rule in EVENTS)
_WORDS = {rule: re2.compile(rule.words) for rule in EVENTS}
_NEAR = {near: re2.compile(near) for near in {rule.near for rule in EVENTS} if near}


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
    """All events of an article, in the order of the text."""
    for number, sentence in enumerate(scene.sentences):
        yield from _periods(scene, number, sentence, dates[number])
        yield from _told(scene, number, sentence, dates)


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
            day = (
                _day_beside(dates[number], sentence, start, rule)
                or _day_before(scene, number, dates, rule)
                or _same_day(text, number, dates)
            )
            if (day is None and rule.is_dated) or _is_aside(scene, sentence, start, rule):
                continue
            for owner in _event_owners(scene, number, start, end, rule):
                yield Event(rule.measure, rule.id, number, start, end, owner, day)


def _is_aside(scene: Scene, sentence: Sentence, start: int, rule: EventRule) -> bool:
    """Whether what is told there is denied, is a holiday's or a share's, or a later phase's, which has a rule of its own."""
    clause = sentence.clause_at(start)
    words = scene.folded[clause.start : clause.end]
    is_phase = rule.measure == "launch" and LATER_PHASE.search(words) is not None
    is_elsewhere = rule.measure in ("launch", "end", "phase_start") and OTHER_DAYS.search(words) is not None
    is_of_links = rule.measure == "launch" and LINKS.search(words) is not None
    before = scene.folded[max(clause.start, start - _DENIAL) : start]
    denied = DENIED_SPONSOR if rule.measure == "sponsor" else DENIED
    is_denied = denied.search(before) is not None or (rule.measure == "end" and NOT_UNTIL.search(before) is not None)
    return is_phase or is_elsewhere or is_of_links or is_denied


def _place(start: int, end: int) -> Amount:
    """Where an event is told, as the figure that owners are weighed for."""
    return Amount(
        start=start,
        end=end,
        reach_end=end,
        kind="count",
        value=Decimal(0),
        value_max=None,
        currency=None,
        bound="exact",
    )


def _event_owners(scene: Scene, number: int, start: int, end: int, rule: EventRule) -> list[Owner]:
    if rule.is_about_links:
        apps = {name.actor: name for name in scene.names[number] if name.role in ("app", "campaign")}
        if apps:
            return [Owner(actor, "stated", "its links are named in the sentence", 100) for actor in apps]
        carried = carried_owner(scene, number)
        return [carried] if carried else []
    place = _place(start, end)
    weighed = [one for one in owners(scene, number, place) if one.reason != FOCUS or _tells(scene, number, rule)]
    watched = [one for one in weighed if not one.actor.startswith("other:") and one.weight > LEAST_WATCHED]
    return list((watched or weighed)[:1])


def _tells(scene: Scene, number: int, rule: EventRule) -> bool:
    """Whether a sentence that names nobody tells of a campaign itself, and so of the article's main app's."""
    sentence = scene.sentences[number]
    return not rule.near or _NEAR[rule.near].search(scene.folded[sentence.start : sentence.end]) is not None


def _day_beside(dates: tuple[DateMention, ...], sentence: Sentence, start: int, rule: EventRule) -> str | None:
    """The day that goes with an event word: the nearest in its clause, else the nearest in the sentence."""
    days = [one for one in dates if len(one.iso) == len("2026-02-01")]
    clause = sentence.clause_at(start)
    inside = [one for one in days if clause.start <= one.start < clause.end]
    near = sorted(inside or days, key=lambda one: min(abs(one.start - start), abs(one.end - start)))
    if rule.measure == "end":
        near = [one for one in near if one.start > start] or near
    return near[0].iso if near else None


def _day_before(scene: Scene, number: int, dates: list[tuple[DateMention, ...]], rule: EventRule) -> str | None:
    """For what happens and is told over several sentences, the day of the sentence before in the same paragraph."""
    if rule.is_dated or number == 0 or scene.sentences[number - 1].paragraph != scene.sentences[number].paragraph:
        return None
    days = [one.iso for one in dates[number - 1] if len(one.iso) == len("2026-02-01")]
    return days[-1] if days else None


def _same_day(text: str, number: int, dates: list[tuple[DateMention, ...]]) -> str | None:
    """The day that "the same day" leans on: the last one told in the few sentences before."""
    if not SAME_DAY.search(text):
        return None
    days = [one.iso for earlier in dates[max(0, number - _SAME_DAY_REACH) : number] for one in earlier]
    return next((iso for iso in reversed(days) if len(iso) == len("2026-02-01")), None)


def _periods(scene: Scene, number: int, sentence: Sentence, dates: tuple[DateMention, ...]) -> Iterator[Event]:
    if len(dates) < 2 or not PERIOD_NEAR.search(scene.folded[sentence.start : sentence.end]):
        return
    for first, last in pairwise(dates):
        if len(first.iso) != len(last.iso) or not PERIOD.match(scene.folded[first.end : last.start]):
            continue
        place = _place(first.start, last.end)
        for owner in owners(scene, number, place)[:1]:
            yield Event("launch", "event.period.first", number, first.start, first.end, owner, first.iso)
            yield Event("end", "event.period.last", number, last.start, last.end, owner, last.iso)


def launches_of(events: list[Event]) -> dict[str, str]:
    """The first day that the article gives for each owner's campaign."""
    days: dict[str, str] = {}
    for event in events:
        if event.measure == "launch" and event.day is not None:
            days[event.owner.actor] = min(days.get(event.owner.actor, event.day), event.day)
    return days
