"""Finds the days, months and years a text speaks of."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

import re2

from extraction.calendars import Calendar, DateMention, iso_day
from extraction.date_rules import BARE_YEAR, RULES
from extraction.spans import Spans
from extraction.windows import compile_window

_COMPILED = tuple((re2.compile(rule.pattern), rule) for rule in RULES)
_BARE_DAY = re2.compile(r"(?P<zh>\d\d?)[日号]|(?: to | and | ?- ?| until | through )(?P<en>\d\d?)(?:st|nd|rd|th)?\b")
# "It ended on the 17th", of the month in which the text was printed or the one before; not "on the 15th day".
_NTH_DAY = compile_window(
    r"\b(?:on|since|from|until|by|after|before|through) (the (\d\d?)(?:st|nd|rd|th))\b"
    r"(?! (?:days?|of|floor|months?|lunar|spot|place|minute|hour|edition|anniversary|birthday|time|quarter|in)\b)"
)
_NEAR = 40
# What follows a day of the month that stands alone, and not a number of days ("7日留存").
_DAY_AFTER = compile_window(r"^日(?:起|晚|凌晨|上午|下午|早|中午|宣布|启动|上线|公布|开|正式|将|推|表示|消息|讯|[)）])")
_COUNTS_AFTER = compile_window(
    r"^\s?(?:[万亿千百元块人次单个张名份%]|million|billion|yuan|rmb|users|people|orders|cards|x\b|,\d)"
)
# What still lies ahead falls on the next such day of the week, not on the last: "begins on Friday".
_AHEAD = compile_window(
    r"\b(?:begins?|starts|opens|launches|ends|closes|kicks off|goes live|runs|due|until|will [a-z]+|would [a-z]+|to (?:begin|start|open|launch|end))"
    r"(?: (?:on|this|coming|next|through|until))* ?$"
)
_MONEY_BEFORE = ("¥", "$", "rmb", "cny")


def find_dates(folded: str, calendar: Calendar) -> tuple[DateMention, ...]:
    """All dates of a folded text in order; overlapping readings go to the rule that stands first."""
    found: list[DateMention] = []
    taken = Spans()
    for pattern, rule in _COMPILED:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if taken.overlaps(start, end) or (rule.pattern == BARE_YEAR and _is_amount(folded, start, end)):
                continue
            iso = rule.read(match.groupdict(), calendar)
            if (
                iso is not None
                and "weekday" in match.groupdict()
                and _AHEAD.search(folded[max(0, start - _NEAR) : start])
            ):
                iso = _ahead(iso, calendar)
            if iso is not None:
                taken.add(start, end)
                found.append(DateMention(start, end, iso))
    found.sort(key=lambda one: one.start)
    leaning = [*_bare_days(folded, found, taken, calendar), *_nth_days(folded, found, taken, calendar)]
    return tuple(sorted([*found, *leaning], key=lambda one: one.start))


def _ahead(iso: str, calendar: Calendar) -> str:
    """The same day of the week after the publication; yesterday is it where a paper went to press late."""
    day = date.fromisoformat(iso)
    is_past = calendar.published is not None and day < calendar.published - timedelta(days=1)
    return (day + timedelta(days=7)).isoformat() if is_past else iso


def _is_amount(folded: str, start: int, end: int) -> bool:
    """Whether four digits that look like a year count something: "和1900万", "2026 yuan"."""
    return _COUNTS_AFTER.match(folded[end : end + 12]) is not None or folded[
        max(0, start - 6) : start
    ].rstrip().endswith(_MONEY_BEFORE)


def _bare_days(folded: str, found: list[DateMention], taken: Spans, calendar: Calendar) -> Iterator[DateMention]:
    """Days that lean on the month of the date before them: the 17日 of "2月1日至17日", the 31 of "Jan. 14 and 31"."""
    days = [one for one in found if len(one.iso) == len("2026-02-01")]
    ends = [one.end for one in days]
    for match in _BARE_DAY.finditer(folded):
        if taken.overlaps(*match.span()):
            continue
        place = bisect_right(ends, match.start())
        day = int(match.group("zh") or match.group("en"))
        is_near = place > 0 and match.start() - ends[place - 1] < (_NEAR if match.group("zh") else 1)
        if is_near:
            iso = iso_day(int(days[place - 1].iso[:4]), int(days[place - 1].iso[5:7]), day)
        else:
            iso = _day_near(calendar.published, day) if _DAY_AFTER.match(folded[match.end() - 1 :][:4]) else None
        if iso is not None:
            yield DateMention(match.start(), match.end(), iso)


def _nth_days(folded: str, found: list[DateMention], taken: Spans, calendar: Calendar) -> Iterator[DateMention]:
    """Days told by their number alone: "on the 17th", of the month just told, else the last one printed before or the next."""
    told = [one for one in found if len(one.iso) == len("2026-02-01")]
    ends = [one.end for one in told]
    for match in _NTH_DAY.finditer(folded):
        start, end = match.span(1)
        if calendar.published is None or taken.overlaps(start, end):
            continue
        place = bisect_right(ends, start)
        if place > 0 and start - ends[place - 1] < _NEAR:
            before = date.fromisoformat(told[place - 1].iso)
            iso = iso_day(before.year, before.month, int(match.group(2)))
            if iso is not None and iso >= before.isoformat():
                yield DateMention(start, end, iso)
                continue
        is_ahead = _AHEAD.search(folded[max(0, start - _NEAR) : start]) is not None
        months = [calendar.published + timedelta(days=28 * step) for step in ((0, 1) if is_ahead else (0, -1))]
        days = filter(None, (iso_day(one.year, one.month, int(match.group(2))) for one in months))
        printed = calendar.published.isoformat()
        iso = next((one for one in days if (one >= printed if is_ahead else one <= printed)), None)
        if iso is not None:
            yield DateMention(start, end, iso)


def _day_near(published: date | None, day: int) -> str | None:
    """The day of that number nearest to the publication: a wire of the 3rd says 6日 for the 6th of its month."""
    if published is None:
        return None
    months = [published - timedelta(days=28), published, published + timedelta(days=28)]
    days = filter(None, (iso_day(one.year, one.month, day) for one in months))
    return min(days, key=lambda iso: abs(date.fromisoformat(iso) - published), default=None)
