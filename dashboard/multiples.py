"""How many times the home benchmark a figure is, with the bounds of both carried through, or not at all."""

from dataclasses import dataclass
from math import inf

from dashboard.figures import Figure
from dashboard.wording import Wording

UNSTATED = frozenset({"rumour", "forecast"})
# A cap is a number of its own: "up to 10,000" beside "up to 2,888" is like with like.
CAPS = frozenset({"prize_max"})


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
    """True if both count the same thing in the same unit, and both or neither are mere talk."""
    if not figure.value or not home.value:
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
        times = wording.say("bound.at_least", amount=write_times(multiple.low))
    elif multiple.low == 0:
        times = wording.say("bound.at_most", amount=write_times(multiple.high))
    elif multiple.low != multiple.high:
        times = wording.say("bound.range", low=write_times(multiple.low), high=write_times(multiple.high))
    else:
        bound = "approx" if multiple.is_about else "exact"
        times = wording.say(f"bound.{bound}", amount=write_times(multiple.low))
    return wording.say("figure.multiple", times=times, home=home)


def write_times(ratio: float) -> str:
    digits = 2 if ratio < 10 else 1 if ratio < 100 else 0
    return f"{ratio:,.{digits}f}×"
