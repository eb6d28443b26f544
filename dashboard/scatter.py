"""Where the apps stand in the picture of spend against reach, and how far their bounds go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from dashboard.charts import DOUBTED
from dashboard.figures import Figure
from dashboard.multiples import span
from dashboard.scales import Scale, make_scale
from dashboard.standing import Figures
from dashboard.theme import App

ARROW = 0.09
# From this share of the width on, a name stands to the left of its point.
LEFT_FROM = 0.62


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn: the figures of both sides by app, and the axis of each.

    `has_rate` is False where budget per result may not be told of the home benchmark.
    """

    spend: Figures
    reach: Figures
    x: Scale
    y: Scale
    has_rate: bool


def make_plot(spend: Figures, reach: Figures, *, has_rate: bool = True) -> Plot:
    return Plot(spend, reach, make_scale(list_values(spend)), make_scale(list_values(reach)), has_rate)


def list_values(figures: Mapping[str, Figure]) -> list[float]:
    return [value for figure in figures.values() for value in (figure.value, figure.value_max) if value is not None]


def find_middle(figure: Figure) -> float:
    """Where the point of a figure stands: in the middle of a range."""
    low, high = span(figure)
    return (low + high) / 2 if figure.bound == "range" and high != inf else figure.value or 0.0


def place(figure: Figure, scale: Scale) -> float:
    return scale.share(find_middle(figure))


def find_spot(app: App, plot: Plot) -> tuple[float, float]:
    """Where an app stands; without one of the two figures on the axis of the other."""
    spend, reach = plot.spend.get(app.id), plot.reach.get(app.id)
    return place(spend, plot.x) if spend else 0.0, place(reach, plot.y) if reach else 0.0


def list_looks(figures: Iterable[Figure]) -> list[str]:
    """How the mark of these figures looks: hollow where one is in doubt, pale where one is only about right."""
    figures = list(figures)
    looks = {
        "hollow": any(figure.status in DOUBTED for figure in figures),
        "vague": any(figure.bound == "approx" for figure in figures),
    }
    return [look for look, is_so in looks.items() if is_so]


def find_ends(figure: Figure, scale: Scale) -> tuple[float, float]:
    """Both ends of a whisker as shares of the axis."""
    low, high = span(figure)
    at = place(figure, scale)
    start = max(at - ARROW, 0.0) if low == 0 and high != 0 else scale.share(low)
    end = min(at + ARROW, 1.0) if high == inf else scale.share(high)
    return round(start, 4), round(end, 4)
