"""`hongbao doctor` finds what is amiss in a data folder, says what to do about it, and repairs only what is safe."""

import os
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.command import app
from flows.configuration import load_configuration
from flows.diagnosis import FAULT, NOTE, OK, Finding, Patient, checks, diagnose, repair
from flows.digest_lock import only_sender
from flows.ledger import Ledger
from flows.schedule_lock import only_scheduler
from flows.settings import Settings
from flows.stages import check_marts, publish_release
from tests.warehouse.desk import AT, Desk, furnish, money
from warehouse.alarms import raise_alarms
from warehouse.batch import make_frame
from warehouse.files import read_files
from warehouse.ledger import record
from warehouse.load import load
from warehouse.writer import open_writer


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one release and one good run."""
    data = tmp_path_factory.mktemp("sound")
    desk, ledger = Desk(), Ledger("refresh")
    desk.tell("outlet", money("budget", 3e9))
    with open_writer(data) as connection:
        furnish(connection)
        load(connection, desk.batch(), AT)
        publish_release(connection, Settings(data=data), check_marts(connection, ledger), ledger)
    return data


@pytest.fixture
def settings(sound: Path, tmp_path: Path) -> Settings:
    """A copy of the sound folder, to be made unsound."""
    return Settings(data=shutil.copytree(sound, tmp_path / "data", symlinks=True))


def findings(settings: Settings, check: str, *, deep: bool = False, now: datetime | None = None) -> list[Finding]:
    return checks()[check](Patient(settings, now or datetime.now(UTC), deep))


def levels(found: list[Finding]) -> list[str]:
    return [one.level for one in found]


def write_run(settings: Settings, outcome: str, message: str | None = None) -> None:
    ledger = Ledger("refresh", started_at=datetime.now(UTC))
    with open_writer(settings.data) as connection:
        record(connection, "runs", ledger.run_rows(outcome, message))


def write_source(settings: Settings, *health: str) -> None:
    rows = [
        {"run_id": "r", "source_id": f"s{place}", "checked_at": datetime.now(UTC), "health": one, "pages": 0}
        for place, one in enumerate(health)
    ]
    with open_writer(settings.data) as connection:
        record(connection, "source_health", make_frame("source_health", rows))


def look_at_all_sources(settings: Settings, but: int = 0) -> None:
    """As if the last run had looked at every source that is collected, or at all `but` so many."""
    names = [source.id for source in load_configuration(settings).sources.enabled()]
    with open_writer(settings.data) as connection:
        connection.execute("DELETE FROM raw.source_health")
        query = "SELECT run_id FROM raw.runs ORDER BY started_at DESC LIMIT 1"
        ((run,),) = connection.execute(query).fetchall()
        same = {"run_id": run, "checked_at": datetime.now(UTC), "health": "healthy", "pages": 0}
        rows = [{**same, "source_id": name} for name in names[but:]]
        record(connection, "source_health", make_frame("source_health", rows))


def test_a_sound_folder_has_no_fault_and_every_check_says_something(settings: Settings) -> None:
    found = diagnose(settings, deep=True)
    assert {one.check for one in found} == set(checks())
    assert FAULT not in {one.level for one in found}
    assert all(one.do for one in found if one.level != OK)


def test_an_empty_folder_is_told_what_to_run(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["doctor", "--data", str(tmp_path), "--format", "csv"])
    assert result.exit_code == 0
    assert "run `hongbao demo` or `hongbao refresh`" in result.stdout


def test_a_damaged_release_is_a_fault_and_the_exit_code_says_so(settings: Settings) -> None:
    last = max((settings.data / "releases").glob("*.duckdb"))
    last.chmod(0o644)
    with last.open("ab") as file:
        file.write(b"more")
    result = CliRunner().invoke(app, ["doctor", "--data", str(settings.data), "--format", "csv"])
    assert result.exit_code == 1
    assert str(result.exception).startswith("releases: something is wrong")
    assert "changed after it was published" in result.stdout


def test_a_broken_working_file_is_a_fault_that_stops_no_other_check(settings: Settings) -> None:
    (settings.data / "work.duckdb").write_bytes(b"no database" * 1000)
    (found,) = findings(settings, "warehouse")
    assert (found.level, "move" in found.do) == (FAULT, True)
    assert findings(settings, "disk")


def test_a_working_file_of_a_newer_program_is_a_fault(settings: Settings) -> None:
    with open_writer(settings.data) as connection:
        connection.execute("UPDATE raw.schema_version SET version = version + 1")
    (found,) = findings(settings, "warehouse")
    assert (found.level, found.do) == (FAULT, "install the newer program again")


def test_who_writes_is_told_and_the_release_is_asked_meanwhile(settings: Settings) -> None:
    with open_writer(settings.data):
        (lock,) = findings(settings, "lock")
        assert lock.level == NOTE
        assert f"process {os.getpid()} (" in lock.says
        assert levels(findings(settings, "runs")) == [OK]
        assert levels(findings(settings, "warehouse")) == [OK]
    assert levels(findings(settings, "lock")) == [OK]


@pytest.mark.parametrize("outcome", ["failed", "killed"])
def test_a_last_run_that_did_not_end_well_is_told_with_its_message(settings: Settings, outcome: str) -> None:
    write_run(settings, outcome, "the disk is full")
    found = findings(settings, "runs")
    assert levels(found) == [OK, FAULT]
    assert found[1].says.endswith("the disk is full")


def test_a_live_folder_without_a_run_since_the_timetable_asked_for_one_is_told(settings: Settings) -> None:
    with open_writer(settings.data) as connection:
        connection.execute("DELETE FROM raw.edition")
        connection.execute("INSERT INTO raw.edition VALUES ('live', now())")
    write_run(settings, "completed")
    look_at_all_sources(settings)
    assert levels(findings(settings, "runs")) == [OK]
    in_a_season = datetime(2027, 2, 5, 4, 15, tzinfo=UTC)
    for now in (datetime.now(UTC) + timedelta(days=3), in_a_season):
        later = findings(settings, "runs", now=now)
        assert [one.level for one in later] == [OK, FAULT]
        assert later[1].says.startswith("no refresh of all sources since it was due")


def test_a_run_of_some_sources_is_not_the_one_that_was_due(settings: Settings) -> None:
    with open_writer(settings.data) as connection:
        connection.execute("DELETE FROM raw.edition")
        connection.execute("INSERT INTO raw.edition VALUES ('live', now())")
    write_run(settings, "completed")
    look_at_all_sources(settings, but=1)
    found = findings(settings, "runs")
    assert levels(found) == [OK, FAULT]
    assert found[1].says.endswith("there was no good one yet")
    look_at_all_sources(settings)
    assert levels(findings(settings, "runs")) == [OK]


def test_sources_are_a_fault_only_where_most_of_them_fail(settings: Settings) -> None:
    write_source(settings, "healthy", "healthy", "failing")
    assert levels(findings(settings, "sources")) == [OK, NOTE]
    write_source(settings, "failing", "healthy", "failing")
    assert levels(findings(settings, "sources")) == [FAULT]


def test_every_open_alarm_is_a_fault_that_names_its_heading(settings: Settings) -> None:
    assert levels(findings(settings, "alarms")) == [OK]
    with open_writer(settings.data) as connection:
        query = (
            "INSERT INTO raw.archive_files (file, bytes_read, fault) VALUES ('a.warc.gz', 9, 'torn'), ('b', 9, 'cut')"
        )
        connection.execute(query)
        raise_alarms(connection, "run", datetime.now(UTC))
    found = findings(settings, "alarms")
    assert levels(found) == [OK]  # those of a run that is not the last one are not open
    write_run(settings, "completed")
    with open_writer(settings.data) as connection:
        ((run,),) = connection.execute("SELECT run_id FROM raw.runs ORDER BY started_at DESC LIMIT 1").fetchall()
        raise_alarms(connection, run, datetime.now(UTC))
    found = findings(settings, "alarms")
    assert [(one.level, one.says) for one in found] == [
        (FAULT, "damaged_archive: a.warc.gz: torn"),
        (FAULT, "damaged_archive: b: cut"),
    ]
    assert {one.do for one in found} == {"docs/operating.md, alarm: damaged_archive"}


def test_a_folder_of_before_there_were_alarms_is_no_fault(settings: Settings) -> None:
    with open_writer(settings.data) as connection:
        connection.execute("DROP TABLE marts.alarms")
    assert levels(findings(settings, "alarms")) == [NOTE]
    with open_writer(settings.data):
        assert levels(findings(settings, "alarms")) == [OK]


def test_a_channel_that_was_not_reached_is_told_by_its_label(settings: Settings) -> None:
    with open_writer(settings.data) as connection:
        connection.execute("INSERT INTO raw.digests VALUES ('d', now(), 'sample', 'r', 'f', 1, 'p')")
        query = "INSERT INTO raw.deliveries VALUES ('d', ?, ?, 1, now(), now(), 'refused')"
        connection.executemany(query, [["slack#1a2b3c", "delivered"], ["feishu#4d5e6f", "failed"]])
    (found,) = findings(settings, "deliveries")
    assert (found.level, found.says) == (FAULT, "feishu#4d5e6f: failed refused")


def test_a_digest_that_is_being_sent_is_no_fault_and_one_that_nobody_sends_any_more_is(settings: Settings) -> None:
    with open_writer(settings.data) as connection:
        connection.execute("INSERT INTO raw.digests VALUES ('d', now(), 'sample', 'r', 'f', 1, 'p')")
        connection.execute("INSERT INTO raw.deliveries VALUES ('d', 'slack#1a2b3c', 'sending', 1, now(), NULL, NULL)")
    with only_sender(settings):
        (found,) = findings(settings, "deliveries")
    assert (found.level, found.says) == (NOTE, f"slack#1a2b3c: sending (process {os.getpid()})")
    assert levels(findings(settings, "deliveries")) == [FAULT]


def test_a_page_from_the_future_tells_that_the_clock_is_wrong(settings: Settings) -> None:
    assert levels(findings(settings, "clock")) == [OK]
    with open_writer(settings.data) as connection:
        row = ["f.warc.gz", 0, "http://a/", "article", "response", datetime.now(UTC) + timedelta(days=1), "article"]
        columns = "warc_file, warc_offset, url, role, record, fetched_at, outcome"
        connection.execute(f"INSERT INTO raw.pages ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608
    assert levels(findings(settings, "clock")) == [FAULT]


def test_a_disk_without_room_for_a_day_is_a_fault(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.diagnosis_data._LEAST_FREE", 1 << 60)
    (found,) = findings(settings, "disk")
    assert (found.level, "make room" in found.do) == (FAULT, True)


def test_a_schedule_whose_server_is_gone_is_a_fault_and_none_at_all_a_note(settings: Settings) -> None:
    assert levels(findings(settings, "schedule")) == [NOTE]
    with only_scheduler(settings.data):
        (found,) = findings(settings, "schedule")
    assert (found.level, f"process {os.getpid()}" in found.says) == (FAULT, True)


def test_only_a_deep_look_reads_the_records_of_the_archive(settings: Settings) -> None:
    settings.archive.mkdir()
    (settings.archive / "lantern-1-0.warc.gz").write_bytes(b"this is no archive")
    assert levels(findings(settings, "archive")) == [OK]
    (found,) = findings(settings, "archive", deep=True)
    assert (found.level, "lantern-1-0.warc.gz" in found.says) == (FAULT, True)


def test_repair_finishes_torn_files_marks_killed_runs_and_does_nothing_else(settings: Settings) -> None:
    settings.archive.mkdir()
    (settings.archive / "lantern-1-0.warc.gz.open").write_bytes(b"")
    write_run(settings, "running")
    assert levels(findings(settings, "archive")) == [NOTE]
    (said,) = repair(settings)
    assert re.fullmatch(r"run \w+ was killed", said)
    assert not list(settings.archive.iterdir())
    assert repair(settings) == []


def test_every_check_and_only_these_has_a_heading_in_the_operators_book() -> None:
    book = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")
    told = re.findall(r"^### doctor: (\w+)$", book, re.MULTILINE)
    assert told == list(checks())


def test_every_alarm_and_only_these_has_a_heading_in_the_operators_book() -> None:
    book = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")
    told = re.findall(r"^### alarm: (\w+)$", book, re.MULTILINE)
    assert told == [file.name for file in read_files("alarms")]


def test_a_file_of_sources_that_cannot_be_read_is_a_fault(settings: Settings, tmp_path: Path) -> None:
    config = shutil.copytree(settings.config, tmp_path / "config")
    with (config / "sources.toml").open("a") as file:
        file.write("[[broken")
    found = {one.check: one for one in diagnose(settings.model_copy(update={"config": config}))}
    assert found["sources"].level == FAULT
    assert "sources.toml: is not valid TOML" in found["sources"].says


def test_a_server_of_the_settings_that_does_not_answer_is_named(settings: Settings) -> None:
    closed = settings.model_copy(update={"prefect_api": "http://127.0.0.1:1/api"})
    found = {one.check: one for one in diagnose(closed)}["schedule"]
    assert (found.level, "unset HONGBAO_PREFECT_API" in found.says) == (FAULT, True)


def test_a_first_run_that_is_under_way_is_told(tmp_path: Path) -> None:
    with open_writer(tmp_path):
        (found,) = findings(Settings(data=tmp_path), "runs")
    assert (found.level, found.says) == (NOTE, "the first run is under way")


def test_a_check_that_cannot_look_is_a_fault_of_its_own(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> list[Finding]:
        raise OSError("no such device")

    def with_one_broken(real: Callable[[], dict[str, object]] = checks) -> dict[str, object]:
        return {**real(), "disk": refuse}

    monkeypatch.setattr("flows.diagnosis.checks", with_one_broken)
    found = {one.check: one for one in diagnose(settings)}
    assert (found["disk"].level, found["disk"].says) == (FAULT, "cannot be looked at: no such device")
    assert found["clock"].level == OK
