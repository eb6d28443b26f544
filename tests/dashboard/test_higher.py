"""A higher value that was not taken for a peak stands beside it, with the reason, and opens its sentence."""

from dataclasses import asdict, replace

import polars as pl
import pytest

from dashboard.figures import Higher
from dashboard.measures import REACH, add_higher
from dashboard.panels import draw_higher
from tests.dashboard.boards import find, make_visit, text
from tests.dashboard.test_figures import people


@pytest.mark.parametrize(
    ("why", "basis", "said"),
    [
        ("single_report", "media", "Higher, single report 145 m (no measurer named · 20 Feb)"),
        ("rumour", "rumour", "Higher, only a rumour 145 m (20 Feb)"),
        ("older", "measured", "Higher, less supported 145 m (a tracker · 20 Feb)"),
    ],
)
def test_a_higher_value_tells_why_it_is_not_the_peak(why: str, basis: str, said: str) -> None:
    fact = asdict(people(1.45e8, basis=basis, fact_id="more", as_of="2026-02-20", reason="as recorded"))
    peak = replace(people(1e8), higher=Higher(fact | {"value_cny": None, "reason_args": None}, why))
    (drawn,) = draw_higher(peak, make_visit())
    assert text(drawn) == said
    (number,) = find([drawn], "number")
    assert (number["act"], number["words"]["title"]) == ("open:more", "as recorded")
    assert not draw_higher(people(1e8), make_visit())


def test_only_a_higher_value_that_the_mart_names_is_added() -> None:
    comparison = pl.DataFrame(
        {
            "app": ["qwen", "doubao"],
            "peak_dau_higher_fact_id": ["more", None],
            "peak_dau_higher_reason": ["older", None],
        }
    )
    facts = pl.DataFrame({"fact_id": ["more"], "value": [1.45e8]})
    figures = {"qwen": people(1e8), "doubao": people(2e8, app="doubao")}
    added = add_higher(REACH[0], figures, comparison, facts)
    assert added["doubao"].higher is None
    assert added["qwen"].higher == Higher({"fact_id": "more", "value": 1.45e8}, "older")
    assert add_higher(REACH[0], figures, comparison.select("app"), facts) == figures
