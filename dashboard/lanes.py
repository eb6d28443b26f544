"""Where a lane for each app lies, with the window of its campaign and its signs, so that none covers another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.axes import Axis
from dashboard.happenings import Happening
from dashboard.theme import App
from dashboard.visit import Visit

# Pixels: the line with the name, half a bar, the step to the next sign below, room under the last one.
NAME, HALF, STEP, FOOT = 33, 8, 19, 15
HEAD = 18
# Signs nearer than this part of the axis stand below one another, for they would overprint on a phone.
NEAR = 1 / 22


@dataclass(frozen=True, slots=True)
class Window:
    """When a campaign ran, in days from New Year's Day; None where no text gives that end."""

    start: int | None
    end: int | None

    @property
    def is_known(self) -> bool:
        """True if both ends are."""
        return self.start is not None and self.end is not None

    def move(self, axis: Axis, its_new_year: date) -> "Window":
        """The window of a season before, on the days where the axis puts its days."""
        start, end = (
            None if place is None else axis.place_before(its_new_year + timedelta(days=place), its_new_year)
            for place in (self.start, self.end)
        )
        return Window(start, end)


@dataclass(frozen=True, slots=True)
class Lane:
    """`top` and `height` in pixels; `levels` say for each sign how far below the bar it stands."""

    app: App
    window: Window
    signs: Sequence[Happening]
    levels: Sequence[int]
    top: int

    @property
    def middle(self) -> int:
        return self.top + NAME + HALF

    @property
    def height(self) -> int:
        return NAME + 2 * HALF + STEP * max(self.levels, default=0) + FOOT


def find_window(row: Mapping[str, object], new_year: date) -> Window:
    """The window of a row of `marts.campaign_comparison`; a month gives no day."""
    return Window(*(place_day(row[name], new_year) for name in ("launch_on", "end_on")))


def place_day(words: object, new_year: date) -> int | None:
    try:
        return (date.fromisoformat(str(words)) - new_year).days
    except ValueError:
        return None


def lay_lanes(windows: Mapping[str, Window], happenings: Sequence[Happening], axis: Axis, visit: Visit) -> list[Lane]:
    """The lanes of the apps shown, one below the other."""
    lanes: list[Lane] = []
    for app in visit.shown:
        signs = [sign for sign in happenings if sign.app.id == app.id and sign.place is not None]
        top = lanes[-1].top + lanes[-1].height if lanes else HEAD
        window = windows.get(app.id, Window(None, None))
        lanes.append(Lane(app, window, signs, stack([sign.place or 0 for sign in signs], NEAR * axis.span), top))
    return lanes


def stack(places: Sequence[int], near: float) -> list[int]:
    """For each of the rising `places` the first level on which the one before it is at least `near` away."""
    levels: list[int] = []
    ends: list[int] = []
    for place in places:
        level = next((level for level, end in enumerate(ends) if place - end >= near), len(ends))
        ends[level : level + 1] = [place]
        levels.append(level)
    return levels
