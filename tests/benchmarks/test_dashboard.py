"""The dashboard benchmark visits every page beside an empty one, and says what each step took."""

from argparse import ArgumentParser
from pathlib import Path

import pytest

from benchmarks import dashboard


def options(*given: str):
    parser = ArgumentParser()
    dashboard.add_options(parser)
    return parser.parse_args(given)


@pytest.mark.soak
@pytest.mark.browser
@pytest.mark.timeout(600)
def test_a_small_release_is_walked_through_beside_an_empty_page(tmp_path: Path):
    outcome = dashboard.run(options("--claims", "500", "--visits", "1", "--rounds", "1", "--data", str(tmp_path)))
    assert [goal.what for goal in outcome.goals] == ["95th percentile over the empty page's", "first usable page"]
    assert {f"open {page}" for page in dashboard.PAGES} < outcome.figures["steps_ms"].keys()
    assert all(taken > 0 for taken in outcome.figures["steps_ms"].values())
    assert all(taken > 0 for taken in outcome.figures["first_usable_s"].values())


def test_the_percentile_is_a_step_that_was_taken():
    steps = {"open": [0.5] * 19 + [0.9], "empty": [0.1] * 20}
    report = dashboard.report({"ours": [2.0], "empty": [1.0]}, steps)
    assert [(goal.value, goal.is_met) for goal in report.goals] == [(pytest.approx(400), False), (2.0, True)]
