"""Whoever looks at it tells the apps apart by their colours, on a light and on a dark page."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from dashboard.colours import deepen, lighten
from tests.dashboard.colour_vision import VISION, contrast, see, tell_apart, to_lab

REPOSITORY = Path(__file__).parents[2]
APPS = tomllib.loads((REPOSITORY / "config" / "watchlist.toml").read_text(encoding="utf-8"))["app"]
THEME = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
COLOURS = {
    "light": {app["id"]: app["colour"] for app in APPS},
    "dark": {app["id"]: lighten(app["colour"]) for app in APPS},
}


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("page", COLOURS)
def test_no_two_apps_look_alike(page: str, vision: str) -> None:
    seen = {app: to_lab(see(colour, vision)) for app, colour in COLOURS[page].items()}
    near = {pair: tell_apart(seen[pair[0]], seen[pair[1]]) for pair in combinations(seen, 2)}
    assert min(near.values()) >= 15, near


@pytest.mark.parametrize("page", COLOURS)
def test_each_app_stands_out_from_the_page(page: str) -> None:
    paper = THEME[page]["backgroundColor"]
    assert all(contrast(colour, paper) >= 3 for colour in COLOURS[page].values())


def test_text_about_each_app_can_be_read_on_the_page() -> None:
    light, dark = (THEME[page]["backgroundColor"] for page in ("light", "dark"))
    assert all(contrast(deepen(app["colour"]), light) >= 4.5 for app in APPS)
    assert all(contrast(lighten(app["colour"]), dark) >= 4.5 for app in APPS)
    assert deepen("#7D1158") == "#7D1158"


def test_the_measure_of_colours_gives_the_published_example() -> None:
    """Pair 1 of the test data of Sharma, Wu and Dalal 2005."""
    assert tell_apart((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)


def test_a_colour_is_lighter_on_a_dark_page() -> None:
    assert contrast(lighten("#7D1158"), "#000000") > contrast("#7D1158", "#000000")
    assert lighten("#FFFFFF") == "#DEDEDE"
