"""Where a figure stands among the other figures and the days of its sentence, and the day that its place gives it."""

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.calendars import DateMention
from extraction.sentences import Clause, Sentence
from extraction.windows import compile_window

_ABOUT = r"(?:about|around|some|only|just|over|nearly|roughly|a mere|the|more than|约|大约|不到|仅|的)"
# What a figure rose or fell from is not of the day on which it had risen.
_BASE = compile_window(rf"(?:\bfrom(?: {_ABOUT})*|[从由](?:{_ABOUT})*) ?$")
_RISE = compile_window(rf"^(?:[^,，.;；。\d]{{0,16}}[^a-z])?(?:to(?: {_ABOUT})*|[到至]了?(?:{_ABOUT})*) ?$")
_JOINED = compile_window(r"^\s?(?:-|–|—|~|至|到|和|与|to|until|through|and)\s?$")
_BETWEEN = compile_window(r"(?:between|from|从|自)\s?$")
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: in which sentence and clause, at which offset, among which figures and days."""

    folded: str
    sentence: Sentence
    clause: Clause
    start: int
    figures: Sequence[int]
    days: Sequence[DateMention]

    def next_figure(self) -> int:
        """Where the next figure of the sentence begins, else the end of the sentence."""
        return next((one for one in self.figures if one > self.start), self.sentence.end)


def paired_day(place: Place) -> str | None:
    """The day that goes with a figure by their order: "7.07 to 58.48 million between Feb. 5 and Feb. 6"."""
    if len(place.days) != 2 or len(place.figures) < 2:
        return None
    first, last = place.days
    if not _JOINED.match(place.folded[first.end : last.start]):
        return None
    at = place.figures.index(place.start) if place.start in place.figures else -1
    if at < 0:
        return None
    if is_base(place) and at + 1 < len(place.figures):
        return first.iso if _rises(place, at) else None
    is_top = at > 0 and _is_base_at(place, place.figures[at - 1]) and _rises(place, at - 1)
    return last.iso if is_top else None


def is_base(place: Place) -> bool:
    """Whether a figure is what something rose or fell from: "from 7.07 million"."""
    return _is_base_at(place, place.start)


def _is_base_at(place: Place, start: int) -> bool:
    return _BASE.search(place.folded[max(place.sentence.start, start - _NEAR) : start]) is not None


def _rises(place: Place, at: int) -> bool:
    """Whether the figures numbered `at` and `at + 1` are what something rose or fell from, and to."""
    between = place.folded[place.figures[at] : place.figures[at + 1]]
    return _RISE.match(behind_number(between)) is not None


def behind_number(words: str) -> str:
    """What follows the digits that `words` begin with."""
    return words.lstrip("0123456789.,~-")


def end_of_period(place: Place, first: DateMention) -> str:
    """The day itself; its last day where it opens a period: "between Sunday and Tuesday"."""
    last = next((one for one in place.days if one.start > first.start), None)
    is_period = last is not None and _JOINED.match(place.folded[first.end : last.start]) is not None
    is_period = is_period and _BETWEEN.search(place.folded[max(0, first.start - 12) : first.start]) is not None
    return last.iso if is_period and last is not None else first.iso
