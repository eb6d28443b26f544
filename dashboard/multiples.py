"""How many times the home benchmark a figure is, with the bounds of both carried through, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, inf, log10

from dashboard.figures import Figure
from dashboard.wording import Wording

UNSTATED = frozenset({"rumour", "forecast"})
# A cap is a number of its own: "up to 10,000" beside "up to 2,888" is like with like.
CAPS = frozenset({"prize_max"})
OTHER = "other_measure"
# Below it two decimals would say next to nothing.
SMALL = 0.1


@dataclass(frozen=True, slots=True)
class Multiple:
    """A ratio that lies between `low` and `high` (inf: no upper end); `is_about` if either figure is."""

    low: float
    high: float
    is_about: bool


def compare(figure: Figure, home: Figure) -> Multiple | None:
    """`figure` as a multiple of `home`; None where they are not alike or their bounds leave it open."""
    if not is_alike(figure, home):
        return None
    low, high = span(figure)
    home_low, home_high = span(home)
    ratio_low = low / home_high
    ratio_high = high / home_low if home_low else inf
    if ratio_low == 0 and ratio_high == inf:
        return None
    return Multiple(ratio_low, ratio_high, "approx" in {figure.bound, home.bound})


def is_alike(figure: Figure, home: Figure) -> bool:
    """True if both count the same thing in the same unit, and both or neither are mere talk.

    A number that likely belongs to another measure is like no number of its own.
    """
    if not figure.value or not home.value or OTHER in {figure.reason_code, home.reason_code}:
        return False
    same_thing = (figure.measure, figure.currency) == (home.measure, home.currency)
    same_unit = bool(figure.currency) or figure.unit == home.unit
    same_standing = (figure.basis in UNSTATED) == (home.basis in UNSTATED)
    return same_thing and same_unit and same_standing


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
    if multiple.high == inf:
        times = wording.say("bound.at_least", amount=write_times(multiple.low, floor))
    elif multiple.low == 0:
        times = wording.say("bound.at_most", amount=write_times(multiple.high, ceil))
    elif multiple.low != multiple.high:
        low, high = write_times(multiple.low, floor), write_times(multiple.high, ceil)
        times = wording.say("bound.range", low=low, high=high)
    else:
        bound = "approx" if multiple.is_about else "exact"
        times = wording.say(f"bound.{bound}", amount=write_times(multiple.low))
    return wording.say("figure.multiple", times=times, home=home)


def write_times(ratio: float, cut: Callable[[float], int] = round) -> str:
    """The ratio to two digits or so; a lower end is cut down and an upper end up, so that both stay true."""
    digits = 1 - floor(log10(ratio)) if 0 < ratio < SMALL else 2 if ratio < 10 else 1 if ratio < 100 else 0
    # What binary fractions add or lack must not push an end that is exact to the next digit.
    whole = cut(round(ratio * 10**digits, 6))
    return f"{whole / 10**digits:,.{digits}f}×"
