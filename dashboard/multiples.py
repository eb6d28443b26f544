"""What may be compared, on every page: how many times another figure one is, bounds carried through, or why not."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, inf, log10

from dashboard.figures import Figure
from dashboard.wording import Wording

UNSTATED = frozenset({"rumour", "forecast"})
# A cap is a number of its own: "up to 10,000" beside "up to 2,888" is like with like.
CAPS = frozenset({"prize_max"})
OTHER = "other_measure"
MEASURED = "measured"
# What the ratios of marts.efficiency are called.
PER = "cny_per_"
# Below it two decimals would say next to nothing.
SMALL = 0.1


@dataclass(frozen=True, slots=True)
class Multiple:
    """A ratio that lies between `low` and `high` (inf: no upper end); `is_about` if either figure is."""

    low: float
    high: float
    is_about: bool


def compare(figure: Figure, other: Figure) -> Multiple | None:
    """`figure` as a multiple of `other`; None where they are not alike or their bounds leave it open."""
    if find_obstacle(figure, other):
        return None
    low, high = span(figure)
    other_low, other_high = span(other)
    ratio_low = low / other_high
    ratio_high = high / other_low if other_low else inf
    if ratio_low == 0 and ratio_high == inf:
        return None
    return Multiple(ratio_low, ratio_high, "approx" in {figure.bound, other.bound})


def find_obstacle(figure: Figure, other: Figure) -> str:
    """Why the two are not divided: "event", "measure", "unit", "talk", "other_measure" or "zero"; empty if they may be.

    They count the same thing in the same unit, and both or neither are mere talk. A number that likely belongs to
    another measure is like no number of its own; an event without a sum is no number at all.
    """
    has_currency = bool(figure.currency or other.currency)
    obstacles = {
        "event": figure.value is None or other.value is None,
        "measure": figure.measure != other.measure,
        "unit": figure.currency != other.currency or (not has_currency and figure.unit != other.unit),
        "talk": (figure.basis in UNSTATED) != (other.basis in UNSTATED),
        "other_measure": OTHER in {figure.reason_code, other.reason_code},
        "zero": 0 in {span(figure)[1], span(other)[1]},
    }
    return next((name for name, is_so in obstacles.items() if is_so), "")


def write_compared(figure: Figure, other: Figure, name: str, wording: Wording) -> str:
    """The multiple of `other`, which is called `name`, with what has to be said beside it; empty if there is none."""
    multiple = compare(figure, other)
    if multiple is None:
        return ""
    said = write_multiple(multiple, name, wording)
    if not is_mixed(figure, other):
        return said
    mine, others = name_hand(figure, wording), name_hand(other, wording)
    return wording.say("multiple.mixed", multiple=said, mine=mine, other=others)


def is_mixed(figure: Figure, other: Figure) -> bool:
    """True if two hands counted: two trackers, or a tracker, a company and an outlet that names none.

    Both figures may be true, for everybody counts in a way of his own. A sum that was announced is nobody's count.
    """
    bases = {figure.basis, other.basis}
    if bases & UNSTATED or (MEASURED not in bases and is_announced(figure)):
        return False
    return len(bases) > 1 or (figure.trackers != other.trackers and not set(figure.trackers) & set(other.trackers))


def is_announced(figure: Figure) -> bool:
    """True for a sum of money, but for one per person or thing that somebody counted."""
    return figure.currency is not None and not figure.measure.startswith(PER)


def name_hand(figure: Figure, wording: Wording) -> str:
    """Whose figure it is, in the middle of a sentence: "QuestMobile's count", "the company's word"."""
    if figure.basis == MEASURED and figure.trackers:
        return wording.say("against.tracker", tracker=list_trackers(figure, wording))
    return wording.say(f"against.{figure.basis}")


def list_trackers(figure: Figure, wording: Wording) -> str:
    return wording.say("compare.comma").join(figure.trackers)


def span(figure: Figure) -> tuple[float, float]:
    """What the words of the figure allow, from and to."""
    value = figure.value or 0.0
    if figure.bound == "at_least":
        return value, inf
    if figure.bound == "at_most" and figure.measure not in CAPS:
        return 0.0, value
    if figure.bound == "range" and figure.value_max is not None:
        return value, figure.value_max
    return value, value


def write_multiple(multiple: Multiple, home: str, wording: Wording) -> str:
    """The multiple in words: "0.33× Qwen", "over 1.4× Qwen"."""
    about = "_about" if multiple.is_about else ""
    if multiple.high == inf:
        return wording.say(f"multiple.at_least{about}", times=write_times(multiple.low, floor), home=home)
    if multiple.low == 0:
        return wording.say(f"multiple.at_most{about}", times=write_times(multiple.high, ceil), home=home)
    if multiple.low != multiple.high:
        low, high = write_times(multiple.low, floor), write_times(multiple.high, ceil)
        return wording.say(f"multiple.range{about}", low=low, high=high, home=home)
    bound = "approx" if multiple.is_about else "exact"
    return wording.say(f"multiple.{bound}", times=write_times(multiple.low), home=home)


def write_times(ratio: float, cut: Callable[[float], int] = round) -> str:
    """The ratio to two digits or so; a lower end is cut down and an upper end up, so that both stay true."""
    digits = 1 - floor(log10(ratio)) if 0 < ratio < SMALL else 2 if ratio < 10 else 1 if ratio < 100 else 0
    # What binary fractions add or lack must not push an end that is exact to the next digit.
    whole = cut(round(ratio * 10**digits, 6))
    return f"{whole / 10**digits:,.{digits}f}"
