"""Picks the day that an event happened on among the dates told around it."""

from collections.abc import Sequence
from itertools import pairwise

from extraction.calendars import DateMention
from extraction.event_rules import PERIOD, EventRule
from extraction.saying_days import is_of_saying
from extraction.scenes import Scene
from extraction.sentences import Sentence
from extraction.timing import SAME_DAY
from extraction.windows import compile_window

_DAY, _MONTH = len("2026-02-01"), len("2026-02")
_SAME_DAY_REACH = 4
# What goes on "until February 28" must name that day at once.
_UNTIL = compile_window(r"until|through|lasts to|持续[到至]|做到|至 ?\d")
_AT_ONCE = 16
# A day so led is the last of something: no launch.
_LAST = compile_window(r"(?:[到至]|截止|\buntil|\bthrough|\bto|\bby|\bbefore|离|距)\s?$")
# What fails does so before the day to which something else goes on.
_TO = compile_window(r"(?:[到至]|\buntil|\bthrough|\bto)\s?$")
# What is moved from a day is moved to another.
_FIRST = compile_window(r"(?:\bfrom|[从由自])\s?$")
_LISTED = compile_window(r"^\s?(?:,|，|、|和|及|以及|and|, and)\s?$")
_GOES_ON = compile_window(r"^, \d\d?(?:, \d\d?)*,? and \d\d?\b")
_BETWEEN = compile_window(r"\bbetween $")
# A bare day brings its joint along: the " to 17" of "February 1 to 17".
_NUMBER = compile_window(r"\d")
_LIST = 3


def day_of_event(
    scene: Scene, number: int, dates: Sequence[tuple[DateMention, ...]], place: tuple[int, int], rule: EventRule
) -> str | None:
    """The day of an event that `folded[start:end]`, its `place` in sentence `number`, tells; None where there is none."""
    beside = _day_beside(scene, number, dates[number], place, rule)
    if beside is not None or rule.measure == "sponsor":
        return beside
    return _day_before(scene, number, dates, rule) or _same_day(scene, number, dates)


def is_period(folded: str, first: DateMention, last: DateMention) -> bool:
    """Whether two dates are the ends of one stretch of days: "2月3日至3月1日", "between February 3 and March 1"."""
    between = folded[first.end : last.start] or _NUMBER.split(folded[last.start : last.end])[0]
    is_joined = PERIOD.match(between) is not None
    return is_joined or (between.strip() == "and" and _BETWEEN.search(folded[: first.start][-10:]) is not None)


def _day_beside(
    scene: Scene, number: int, dates: tuple[DateMention, ...], place: tuple[int, int], rule: EventRule
) -> str | None:
    """The day that goes with an event word: the nearest in its clause, else the nearest in the sentence."""
    sentence, (start, end) = scene.sentences[number], place
    clause = sentence.clause_at(start)
    days = [one for one in dates if len(one.iso) == _DAY and _is_meant(scene.folded, sentence, dates, one, rule)]
    inside = [one for one in days if clause.start <= one.start < clause.end]
    is_month = any(clause.start <= one.start < clause.end and len(one.iso) == _MONTH for one in dates)
    if rule.measure == "sponsor" or (is_month and not inside):
        days = [one for one in days if rule.measure == "sponsor" and is_of_saying(scene.folded, sentence.start, one)]
    near = sorted(inside or days, key=lambda one: max(one.start - end, start - one.end))
    if rule.measure == "end":
        near = _last_days(scene.folded, near, days, place)
    return near[0].iso if near else None


def _is_meant(
    folded: str, sentence: Sentence, dates: tuple[DateMention, ...], day: DateMention, rule: EventRule
) -> bool:
    """Whether an event of that kind may have happened on a day: not where it is only said then, nor on one of many days."""
    if rule.id == "event.change":
        return _FIRST.search(folded[max(sentence.start, day.start - 10) : day.start]) is None
    if rule.id == "event.announced":
        return is_of_saying(folded, sentence.start, day)
    if rule.measure in ("other", "sponsor"):
        return True
    before = folded[max(sentence.start, day.start - 10) : day.start]
    if rule.measure in ("outage", "link_block"):
        return _TO.search(before) is None
    is_last = rule.measure == "launch" and _LAST.search(before)
    is_listed = rule.measure == "launch" and _length_of_list(folded, dates, day) >= _LIST
    return not is_last and not is_listed and not is_of_saying(folded, sentence.start, day)


def _length_of_list(folded: str, dates: tuple[DateMention, ...], day: DateMention) -> int:
    """How many dates stand in one list with `day`: three in "February 4, 10 and 17"."""
    place = dates.index(day)
    first = last = place
    while first > 0 and _LISTED.match(folded[dates[first - 1].end : dates[first].start]):
        first -= 1
    while last + 1 < len(dates) and _LISTED.match(folded[dates[last].end : dates[last + 1].start]):
        last += 1
    is_longer = _GOES_ON.match(folded[dates[last].end : dates[last].end + _AT_ONCE]) is not None
    return last - first + 1 + 2 * is_longer


def _last_days(
    folded: str, near: list[DateMention], days: list[DateMention], place: tuple[int, int]
) -> list[DateMention]:
    """The days that may be a last one, best first: behind the word, at once where it says "until", and no first ones."""
    start, end = place
    if _UNTIL.search(folded[start:end]):
        return [one for one in days if start <= one.start <= end + _AT_ONCE]
    ordered = sorted(near, key=lambda one: one.start)
    opening = {one for one, after in pairwise(ordered) if is_period(folded, one, after)}
    near = [one for one in near if one not in opening]
    return [one for one in near if one.start > start] or near


def _day_before(scene: Scene, number: int, dates: Sequence[tuple[DateMention, ...]], rule: EventRule) -> str | None:
    """For what happens and is told over several sentences, the day of the sentence before in the same paragraph."""
    if rule.is_dated or number == 0 or scene.sentences[number - 1].paragraph != scene.sentences[number].paragraph:
        return None
    days = [one.iso for one in dates[number - 1] if len(one.iso) == _DAY]
    return days[-1] if days else None


def _same_day(scene: Scene, number: int, dates: Sequence[tuple[DateMention, ...]]) -> str | None:
    """The day that "the same day" leans on: the last one told in the few sentences before."""
    sentence = scene.sentences[number]
    if not SAME_DAY.search(scene.folded[sentence.start : sentence.end]):
        return None
    days = [one.iso for earlier in dates[max(0, number - _SAME_DAY_REACH) : number] for one in earlier]
    return next((iso for iso in reversed(days) if len(iso) == _DAY), None)
