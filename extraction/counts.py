"""Decides what a bare count counts: by the words beside it, else by what the text before it spoke of."""

from extraction.beside import later_cue, nearest_cue, unit_of
from extraction.inherited import inherited, is_sum_of_money, listed_prize
from extraction.marking import Marked
from extraction.meanings import Before, Meaning
from extraction.parts import of_part
from extraction.rules import Cue, UnitClass
from extraction.windows import compile_window

# Below this a count is one shop's or one person's, not a campaign's.
LEAST_REACH = 10_000
# No app has as many users, and no gala as many draws.
MOST_REACH = 99e9
_PERSON_TIMES = compile_window(r"\s?(?:多|余)?\s?人次")


def count_of(marked: Marked, value: float, before: Before) -> Meaning:
    """What the count in question of `marked` measures, or why it is no reach figure."""
    listed = listed_prize(marked, value, before) or _wrong_size(value)
    if listed is not None:
        return listed
    unit = unit_of(marked)
    cue = nearest_cue(marked, unit, before)
    return of_part(_from_cue(cue, marked) if cue is not None else _uncued(marked, value, unit, before), marked)


def is_counted(marked: Marked, before: Before) -> bool:
    """Whether a word in the sentence says that the count in question is of people, orders or the like."""
    cue = nearest_cue(marked, unit_of(marked), before)
    return cue is not None and cue.measure is not None


def _wrong_size(value: float) -> Meaning | None:
    if value < LEAST_REACH or value != int(value):
        return Meaning("not.small", reject="too small for a campaign figure")
    if value > MOST_REACH:
        return Meaning("not.absurd", reject="larger than anything a campaign could count")
    return None


def _from_cue(cue: Cue, marked: Marked) -> Meaning:
    if cue.measure is None:
        return Meaning("not.counted", reject=cue.reject)
    if cue.measure == "interactions" and _PERSON_TIMES.match(marked.text[marked.at + 1 :]):
        return Meaning("reach.participants", measure="participants", unit="participations")
    return Meaning(f"reach.{cue.measure}", measure=cue.measure, unit=cue.unit)


def _uncued(marked: Marked, value: float, unit: UnitClass, before: Before) -> Meaning:
    """What a figure counts that no word beside it names."""
    if is_sum_of_money(marked, value, unit, before):
        return Meaning("carry.bare", measure="budget", currency="CNY")
    later = None if unit else later_cue(marked)
    if later is not None:
        return _from_cue(later, marked)
    return inherited(marked, value, unit, before)
