"""Picks the day that a figure speaks of among the dates told around it."""

from datetime import date, timedelta

import re2

from extraction.calendars import DateMention
from extraction.figure_places import Place, behind_number, end_of_period, is_base, paired_day
from extraction.saying_days import spoken_of
from extraction.sentences import Sentence
from extraction.timing import SAME_DAY, Timeline
from extraction.windows import compile_window

_DAY = len("2026-02-01")
_DAY_BEFORE = re2.compile(r"(?:^|[^较比从])(?:前|头)一[日天]|the day before|day earlier|previous day")
# Right beside a figure: "较前一日的707万", "7.07 million a day earlier"; not "较前一日增长30%".
_DAY_BEFORE_IT = compile_window(
    r"(?:(?:前|头)一[日天](?:的|仅|只|才|有|是|为|约|还|大约)*|(?:the day before|day earlier|previous day)[^,.;\d]{0,24})$"
)
_DAY_BEFORE_AFTER_IT = compile_window(r"^[^,，.。;；\d]{0,24}(?:the day before|day earlier|previous day)")
# The day that "前一天(2月5日)" names itself.
_NAMES_DAY_BEFORE = compile_window(r"(?:(?:前|头)一[日天]|the day before|a day earlier),? ?[(（]?$")
# A figure told for comparison, of another year than the date beside it.
_YEAR_BEFORE = compile_window(
    r"^[^,，.;；。]{0,24}?(?:a year (?:earlier|ago|before)|the year before|上年同期|去年同期)"
)
_AFTER = 50
_FIRST_DAY = re2.compile(r"首日|第一天|头一天|first day|opening day|day one|launch day")
_HOURS = re2.compile(r"(?:\d+|[a-z]+)[- ](?:hours?|minutes?)|\d+\s?(?:个?小时|个?钟头|分钟)")
# A level that a firm tells has been reached by the day on which it is told; a peak or a total is of other days.
_LEVELS = frozenset({"dau", "wau", "mau", "users", "downloads"})
_LEVEL_TOLD = compile_window(r"^[^。.;；\d]{0,20}(?:表示|宣布|官宣|[称稱说說])|\b(?:now|already)\b")
_OF_OTHER_DAYS = re2.compile(r"期间|假期|峰|最高|累计|单日|\bpeak|\bduring\b|\bholiday|\bin total\b")
_CARRIED = 4
_NEAR = 40


def day_of(timeline: Timeline, number: int, sentence: Sentence, start: int, app: str | None) -> str | None:
    """The day, month or year that a figure at `start` speaks of, as ISO 8601; None where the text gives none."""
    place = _place(timeline, number, sentence, start)
    words = timeline.folded[place.clause.start : place.clause.end]
    if _YEAR_BEFORE.match(timeline.folded[start : start + _AFTER]):
        return None
    here = paired_day(place) or _nearest(timeline, number, place)
    if _is_day_before(place, words):
        return _shifted(here or _carried(timeline, number, start) or timeline.launches.get(app or ""), -1)
    if here is not None or is_base(place):
        return here
    whole = timeline.folded[sentence.start : sentence.end]
    if _leaning(timeline, number, sentence) and not _FIRST_DAY.search(words):
        return _carried(timeline, number, start)
    if (told := _level_told(timeline, number, place)) is not None:
        return told
    return timeline.launches.get(app or "") if _FIRST_DAY.search(words) or _HOURS.search(whole) else None


def _place(timeline: Timeline, number: int, sentence: Sentence, start: int) -> Place:
    clause = sentence.clause_at(start)
    days = [one for one in spoken_of(timeline.folded, sentence, timeline.dates[number]) if len(one.iso) > len("2026")]
    if not _FIRST_DAY.search(timeline.folded[clause.start : clause.end]):
        days = sorted([*days, *_leaning(timeline, number, sentence)], key=lambda one: one.start)
    return Place(timeline.folded, sentence, clause, start, [one[0] for one in timeline.told[number]], days)


def _leaning(timeline: Timeline, number: int, sentence: Sentence) -> list[DateMention]:
    """The days that "on the same day" stands for: each the last one told before it."""
    found = []
    for match in SAME_DAY.finditer(timeline.folded[sentence.start : sentence.end]):
        first, last = sentence.start + match.start(), sentence.start + match.end()
        is_named = any(one.start < last and first < one.end for one in timeline.dates[number])
        iso = None if is_named else _carried(timeline, number, first)
        if iso is not None:
            found.append(DateMention(first, last, iso))
    return found


def _carried(timeline: Timeline, number: int, before: int) -> str | None:
    """The last day told before `before`, in its sentence or one of the few before it."""
    for earlier in range(number, max(-1, number - _CARRIED), -1):
        told = [one for one in timeline.dates[earlier] if one.end <= before]
        if told and len(told[-1].iso) < _DAY and told[-1].iso[:4] != str(timeline.calendar.season):
            return None
        days = [one for one in told if len(one.iso) == _DAY]
        if days:
            is_day_before = _NAMES_DAY_BEFORE.search(timeline.folded[max(0, days[-1].start - 20) : days[-1].start])
            return _shifted(days[-1].iso, 1) if is_day_before else days[-1].iso
    return None


def _is_day_before(place: Place, words: str) -> bool:
    """Whether a figure is of the day before the one told; not where that day is named itself."""
    before = place.folded[max(place.clause.start, place.start - _NEAR) : place.start]
    after = place.folded[place.start : place.start + _AFTER]
    if any(_NAMES_DAY_BEFORE.search(place.folded[max(0, one.start - 20) : one.start]) for one in place.days):
        return False
    inside = [one for one in place.figures if place.clause.start <= one < place.clause.end]
    is_beside = _DAY_BEFORE_IT.search(before) or _DAY_BEFORE_AFTER_IT.match(behind_number(after))
    return is_beside is not None or (len(inside) < 2 and _DAY_BEFORE.search(words) is not None)


def _nearest(timeline: Timeline, number: int, place: Place) -> str | None:
    """The date beside a figure: the last before it in its clause, else the next there, else the last before that."""
    inside = [one for one in place.days if place.clause.start <= one.start < place.clause.end]
    before = [one for one in inside if one.end <= place.start]
    after = [one for one in inside if one.start > place.start]
    opening = next((one for one in place.figures if place.clause.start <= one), place.start)
    is_led = bool(inside) and inside[0].start < opening
    if after and after[0].start < place.next_figure() and (not is_led or not before or is_base(place)):
        return end_of_period(place, after[0])
    if is_base(place):
        return None
    if before or inside:
        return (before[-1] if before else inside[0]).iso
    earlier = [one for one in place.days if one.end <= place.start]
    return earlier[-1].iso if earlier and not _is_of_others(timeline, number, place, earlier[-1]) else None


def _is_of_others(timeline: Timeline, number: int, place: Place, day: DateMention) -> bool:
    """Whether a day of an earlier clause went with another app's figure of another measure."""
    told = timeline.told[number]
    mine = next((one for one in told if one[0] == place.start), None)
    between = [one for one in told if day.start <= one[0] < place.start]
    return mine is not None and bool(between) and all(one[1] != mine[1] and one[2] != mine[2] for one in between)


def _level_told(timeline: Timeline, number: int, place: Place) -> str | None:
    """The day on which a firm says how many use its app, where it speaks of no other: "2月18日宣布，日活过5000万"."""
    mine = next((one for one in timeline.told[number] if one[0] == place.start), None)
    days = [one for one in timeline.dates[number] if len(one.iso) == _DAY and one.end <= place.start]
    if mine is None or mine[2] not in _LEVELS or place.days or len(days) != 1:
        return None
    words = place.folded[days[0].end : place.start]
    is_of_others = _OF_OTHER_DAYS.search(place.folded[place.sentence.start : place.sentence.end]) is not None
    return days[0].iso if _LEVEL_TOLD.search(words) and not is_of_others else None


def _shifted(iso: str | None, days: int) -> str | None:
    if iso is None or len(iso) != _DAY:
        return None
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()
