"""A bound looks like a bound, a doubt like a doubt, and nothing like zero."""

import pytest

from dashboard.charts import FADE, ROOM, cut_bar, describe, draw_measure, mark_end
from dashboard.figures import Figure
from dashboard.theme import App
from dashboard.wording import load_wording
from tests.dashboard.test_figures import people

EN = load_wording("en")
QWEN = App("qwen", is_home=True, name="Alibaba Qwen", short="Qwen", colour="#6D28D9")
DOUBAO = App("doubao", is_home=False, name="ByteDance Doubao", short="Doubao", colour="#C2410C")
TOP = 200.0


def pieces(figure: Figure) -> list[tuple[float, float]]:
    return [(piece["start"], piece["end"]) for piece in cut_bar(QWEN, figure, TOP, EN)]


def opacities(figure: Figure) -> set[float]:
    return {piece["opacity"] for piece in cut_bar(QWEN, figure, TOP, EN)}


def test_an_exact_figure_is_one_solid_bar() -> None:
    assert pieces(people(100.0)) == [(0.0, 100.0)]
    assert opacities(people(100.0)) == {1.0}
    assert not list(mark_end(QWEN, people(100.0)))


def test_at_least_fades_beyond_its_end() -> None:
    assert pieces(people(100.0, "at_least")) == [(0.0, 100.0), (100.0, 100.0 + FADE * TOP)]


def test_at_most_is_pale_under_a_cap() -> None:
    assert max(opacities(people(100.0, "at_most"))) < 1
    assert [end["start"] for end in mark_end(QWEN, people(100.0, "at_most"))] == [100.0]


def test_about_is_pale_and_has_no_cap() -> None:
    assert max(opacities(people(100.0, "approx"))) < 1
    assert not list(mark_end(QWEN, people(100.0, "approx")))


def test_a_range_has_two_caps() -> None:
    between = people(100.0, "range", value_max=150.0)
    assert pieces(between)[-1] == (100.0, 150.0)
    assert [end["start"] for end in mark_end(QWEN, between)] == [100.0, 150.0]


@pytest.mark.parametrize("status", ["disputed", "suspect"])
def test_a_doubted_figure_is_striped_from_zero_to_its_value(status: str) -> None:
    stripes = pieces(people(100.0, status=status))
    assert len(stripes) > 10
    assert stripes[0][0] == 0
    assert stripes[-1][1] == 100.0


def test_an_app_without_a_figure_keeps_its_row_and_has_no_bar() -> None:
    chart = draw_measure([QWEN, DOUBAO], {"qwen": people(100.0)}, EN).to_dict()
    bars = chart["layer"][0]
    assert bars["encoding"]["y"]["scale"]["domain"] == ["qwen", "doubao"]
    assert {row["app"] for row in chart["datasets"][bars["data"]["name"]]} == {"qwen"}


def test_the_axis_starts_at_zero_and_is_the_measures_own() -> None:
    chart = draw_measure([QWEN, DOUBAO], {"qwen": people(100.0), "doubao": people(300.0)}, EN).to_dict()
    assert chart["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0, 300.0 * ROOM]


def test_figures_of_nought_are_drawn() -> None:
    assert draw_measure([QWEN], {"qwen": people(0.0)}, EN).to_dict()


def test_the_chart_can_be_read_aloud() -> None:
    words = describe([QWEN, DOUBAO], {"qwen": people(5e7, "at_least")}, EN)
    assert words == "Alibaba Qwen: over 50 m; ByteDance Doubao: No figure found"
