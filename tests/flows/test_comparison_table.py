"""The comparison in the terminal shows each figure that the mart compares."""

import re

from flows.tables import FIGURES
from warehouse.files import FOLDER

FIGURES_OF_MART = re.compile(r"ON figure IN \(([^)]+)\)")
# Days and names, not figures.
EVENTS = {"launch", "sponsor"}


def test_no_figure_of_the_mart_is_left_out() -> None:
    (listed,) = FIGURES_OF_MART.findall((FOLDER / "marts" / "campaign_comparison.sql").read_text("utf-8"))
    assert [column.removesuffix("_cny") for column, _, _ in FIGURES] == [
        name for name in re.findall(r"'(\w+)'", listed) if name not in EVENTS
    ]
