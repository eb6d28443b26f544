"""A bound looks like a bound, a doubt like a doubt, and nothing like zero."""

import pytest

from dashboard.charts import FADE, ROOM, draw_bar, find_top, keep_alike
from dashboard.figures import Figure
from tests.dashboard.boards import find
from tests.dashboard.test_figures import figure, people

TOP = 200.0


def pieces(figure: Figure, kind: str = "piece") -> list[tuple[float, float]]:
    found = find([draw_bar(figure, TOP, None)], kind)
    return [(piece["numbers"]["start"], piece["numbers"]["end"]) for piece in found]


def ends(figure: Figure, kind: str) -> list[float]:
    return [end["numbers"]["start"] for end in find([draw_bar(figure, TOP, None)], kind)]


def test_an_exact_figure_is_one_solid_bar() -> None:
    assert pieces(people(100.0)) == [(0.0, 0.5)]
    assert not pieces(people(100.0), "pale")
    assert not ends(people(100.0), "end")


def test_at_least_fades_beyond_its_end_behind_an_open_arrow() -> None:
    assert pieces(people(100.0, "at_least")) == [(0.0, 0.5), (0.5, 0.5 + FADE)]
    assert ends(people(100.0, "at_least"), "arrow") == [0.5]


def test_at_most_is_pale_under_a_cap() -> None:
    assert pieces(people(100.0, "at_most"), "pale") == [(0.0, 0.5)]
    assert ends(people(100.0, "at_most"), "cap") == [0.5]


def test_about_is_pale_and_has_no_cap() -> None:
    assert pieces(people(100.0, "approx"), "pale") == [(0.0, 0.5)]
    assert not ends(people(100.0, "approx"), "end")


def test_a_range_has_two_caps() -> None:
    between = people(100.0, "range", value_max=150.0)
    assert pieces(between, "pale") == [(0.5, 0.75)]
    assert ends(between, "cap") == [0.5, 0.75]


@pytest.mark.parametrize("status", ["disputed", "suspect"])
def test_a_doubted_figure_is_hatched_from_zero_to_its_value(status: str) -> None:
    assert pieces(people(100.0, status=status), "doubted") == [(0.0, 0.5)]
    assert not pieces(people(100.0), "doubted")


def test_an_app_without_a_figure_has_no_mark() -> None:
    assert draw_bar(None, TOP, None)["inside"] == []


def test_the_axis_starts_at_zero_and_has_room_beyond_the_longest() -> None:
    assert find_top([people(100.0), people(300.0), people(50.0, "range", value_max=400.0)]) == 400.0 * ROOM


def test_figures_of_nought_are_drawn() -> None:
    assert find_top([people(0.0)]) == 1.0


def test_the_home_benchmark_stands_in_every_row() -> None:
    (line,) = find([draw_bar(None, TOP, people(50.0))], "home-line")
    assert line["numbers"] == {"start": 0.25}


def test_only_figures_of_one_unit_share_an_axis() -> None:
    """The unit of most of them; an event has no length."""
    dollars = figure(4e8, currency="USD", unit="USD", value_cny=None)
    figures = {"qwen": figure(3e9), "yuanbao": dollars, "wenxin": figure(5e8), "doubao": figure(None, value_cny=None)}
    assert keep_alike(figures).keys() == {"qwen", "wenxin"}
    assert keep_alike({}) == {}
