"""Published files can be listed and checked, as many are kept as the settings say, and a killed run is told as one."""

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.command import app
from flows.ledger import Ledger
from flows.settings import Settings
from flows.stages import check_marts, publish_release
from tests.warehouse.desk import AT, Desk, furnish, money
from warehouse.ledger import end_killed_runs, record
from warehouse.load import load
from warehouse.writer import open_writer

pytestmark = pytest.mark.usefixtures("no_other_days")


def publish_more(settings: Settings, releases: int) -> None:
    """So many releases, each of one article more."""
    desk = Desk()
    with open_writer(settings.data) as connection:
        furnish(connection)
        for number in range(releases):
            desk.tell(f"outlet-{number}", money("budget", 3e9 + number * 1e9))
            load(connection, desk.batch(), AT + timedelta(hours=number))
            ledger = Ledger("refresh")
            publish_release(connection, settings, check_marts(connection, ledger), ledger)


def list_releases(data: Path, *options: str) -> tuple[int, str, BaseException | None]:
    result = CliRunner().invoke(app, ["releases", "--data", str(data), "--format", "csv", *options])
    return result.exit_code, result.stdout, result.exception


def test_the_settings_say_how_many_releases_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HONGBAO_KEEP_RELEASES", "2")
    publish_more(Settings(data=tmp_path), releases=3)
    code, said, _ = list_releases(tmp_path)
    assert code == 0
    assert [line.rsplit(",", 1)[1] for line in said.splitlines()] == ["state", "published", "kept"]


def test_a_damaged_file_is_listed_as_such_and_fails_the_command(tmp_path: Path) -> None:
    publish_more(Settings(data=tmp_path), releases=2)
    last = max((tmp_path / "releases").glob("*.duckdb"))
    last.chmod(0o644)
    with last.open("ab") as file:
        file.write(b"more")
    code, said, error = list_releases(tmp_path, "--check")
    assert code != 0
    assert "damaged: it was changed after it was published" in said
    assert "the next run publishes anew" in str(error)


def test_without_a_release_the_command_says_what_to_run(tmp_path: Path) -> None:
    code, _, error = list_releases(tmp_path)
    assert code != 0
    assert "run `hongbao demo`" in str(error)


def test_a_run_that_was_killed_is_told_as_one_by_the_next(tmp_path: Path) -> None:
    killed, done = Ledger("refresh"), Ledger("ingest")
    with open_writer(tmp_path) as connection:
        record(connection, "runs", killed.run_rows("running"))
        record(connection, "runs", done.run_rows("completed"))
        with done.stage("publish"):
            pass
        record(connection, "run_stages", done.stage_rows())
        end_killed_runs(connection, AT)
        rows = connection.execute("SELECT flow, outcome FROM raw.runs ORDER BY flow").fetchall()
    assert rows == [("ingest", "completed"), ("refresh", "killed")]


def test_a_run_that_was_killed_between_its_checks_and_its_release_is_told_as_killed(tmp_path: Path) -> None:
    publish_more(Settings(data=tmp_path), releases=1)
    with open_writer(tmp_path) as connection:
        check_marts(connection, Ledger("ingest"))
        for _ in range(2):
            end_killed_runs(connection, AT)
            rows = connection.execute("SELECT flow, outcome FROM raw.runs ORDER BY flow").fetchall()
            assert rows == [("ingest", "killed"), ("refresh", "completed")]


def test_the_account_of_a_run_says_which_tables_took_longest(tmp_path: Path) -> None:
    publish_more(Settings(data=tmp_path), releases=1)
    with open_writer(tmp_path) as connection:
        query = "SELECT message FROM raw.run_stages WHERE stage = 'check'"
        ((message,),) = connection.execute(query).fetchall()
    assert message.startswith("slowest: ")
    assert len(message.split(", ")) == 3


def test_the_published_file_is_told_from_the_kept_through_a_link_to_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    publish_more(Settings(data=tmp_path / "data"), releases=2)
    (tmp_path / "link").symlink_to(tmp_path / "data")
    for place in (tmp_path / "link", tmp_path / "link" / ".." / "data"):
        _, said, _ = list_releases(place)
        assert [line.rsplit(",", 1)[1] for line in said.splitlines()] == ["state", "published", "kept"]


def test_a_copy_that_a_person_put_among_the_releases_is_left_alone(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, keep_releases=1)
    publish_more(settings, releases=1)
    backup = tmp_path / "releases" / "hongbao-backup.duckdb"
    backup.write_bytes(b"mine")
    publish_more(settings, releases=2)
    assert backup.read_bytes() == b"mine"
    _, said, _ = list_releases(tmp_path)
    assert "backup" not in said
