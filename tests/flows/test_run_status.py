"""Every run tells beside the releases that it is under way and how it ended, one that published nothing too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from flows import stages
from flows.configuration import load_configuration
from flows.errors import RunError
from flows.ledger import Ledger
from flows.settings import Settings
from warehouse.ledger import record
from warehouse.reads import RunStatus, read_status
from warehouse.writer import open_writer


@pytest.fixture
def ledger() -> Ledger:
    return Ledger("refresh")


@pytest.fixture
def connection(tmp_path: Path, ledger: Ledger) -> Iterator[DuckDBPyConnection]:
    """The working file of a run that has just begun."""
    settings = Settings(data=tmp_path)
    with open_writer(settings.data) as connection:
        stages.open_run(connection, load_configuration(settings), ledger, "live")
        yield connection


def read(folder: Path) -> RunStatus:
    status = read_status(folder)
    assert status is not None
    return status


def test_a_run_that_begins_is_under_way(connection: DuckDBPyConnection, ledger: Ledger, tmp_path: Path) -> None:
    assert connection
    status = read(tmp_path)
    assert (status.run_id, status.outcome, status.edition) == (ledger.run_id, "running", "live")


@pytest.mark.parametrize(
    ("error", "message"),
    [(RunError("no source could be collected"), "no source could be collected"), (SystemExit(143), "told to stop")],
)
def test_a_run_that_is_ended_is_told_with_its_message(
    connection: DuckDBPyConnection, ledger: Ledger, tmp_path: Path, error: BaseException, message: str
) -> None:
    with pytest.raises(type(error)), stages.accounted(connection, ledger):
        raise error
    status = read(tmp_path)
    assert (status.outcome, status.is_published) == ("failed", False)
    assert message in (status.message or "")


def test_a_run_that_published_is_told_as_one(connection: DuckDBPyConnection, ledger: Ledger, tmp_path: Path) -> None:
    with stages.accounted(connection, ledger):
        with ledger.stage("publish"):
            pass
        record(connection, "run_stages", ledger.stage_rows())
        record(connection, "runs", ledger.run_rows("partial", "not collected: kite"))
    status = read(tmp_path)
    assert (status.outcome, status.message, status.is_published) == ("partial", "not collected: kite", True)


def test_a_run_is_told_as_published_from_its_release_on(
    connection: DuckDBPyConnection, ledger: Ledger, tmp_path: Path
) -> None:
    built = stages.check_marts(connection, ledger)
    stages.publish_release(connection, Settings(data=tmp_path), built, ledger)
    status = read(tmp_path)
    assert (status.outcome, status.is_published) == ("completed", True)
