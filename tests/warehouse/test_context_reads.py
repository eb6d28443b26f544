"""A release tells what stands around its figures: days of seasons, cadences and runs."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.warehouse.desk import AT, Desk, furnish, reach
from warehouse.batch import make_frame
from warehouse.ledger import declare, record
from warehouse.load import load
from warehouse.publish import publish
from warehouse.reads import Release, open_release
from warehouse.writer import open_writer


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    folder: Path = tmp_path_factory.mktemp("data")
    desk = Desk()
    desk.tell("kite", reach("mau", 1e8))
    source = {"publisher": "L", "language": "en", "tier": "agency", "home": "http://l.example", "enabled": True}
    run = {"flow": "refresh", "finished_at": AT, "outcome": "completed", "message": None}
    with open_writer(folder) as connection:
        furnish(connection)
        sources = [source | {"id": "daily", "cadence_hours": 24.0}, source | {"id": "rare", "cadence_hours": None}]
        declare(connection, "sources", make_frame("sources", sources))
        runs = [run | {"run_id": f"r{number}", "started_at": AT - timedelta(hours=number)} for number in range(3)]
        record(connection, "runs", make_frame("runs", runs))
        load(connection, desk.batch(), AT)
        publish(folder, connection, AT)
    with open_release(folder) as opened:
        yield opened


def test_each_season_has_its_new_year(release: Release) -> None:
    days = release.season_days()
    assert dict(days.select("season", "new_year_on").iter_rows()) == {2025: date(2025, 1, 29), 2026: date(2026, 2, 17)}


def test_a_cadence_that_is_not_known_is_empty(release: Release) -> None:
    assert release.cadences().select("source_id", "cadence_hours").rows() == [("daily", 24.0), ("rare", None)]


def test_the_latest_runs_come_first(release: Release) -> None:
    assert release.runs(2)["run_id"].to_list() == ["r0", "r1"]
