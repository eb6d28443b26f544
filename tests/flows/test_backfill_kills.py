"""A backfill that ends at a bad moment, or whose folders a power cut has spoilt, comes to what a clean one comes to."""

import os
from pathlib import Path

import pytest

from flows import backfill_intake, backfill_parts
from flows.backfill import backfill
from flows.backfill_parts import Work, drafting, find_parts, list_names, remove_part, rules_of
from flows.backfill_reading import read_file
from flows.configuration import load_configuration
from flows.ledger import Ledger
from flows.settings import Settings
from flows.stages import open_run
from flows.warc_streams import find_inputs
from tests.flows.accounts import CHECK, ask, read_and_load
from tests.flows.test_backfill import pages, write
from warehouse.writer import open_writer

PAGES = "SELECT * EXCLUDE (run_id) FROM raw.pages ORDER BY warc_file, warc_offset"
CLAIMS = "SELECT claim_id, app, measure, value, quote FROM raw.claims WHERE superseded_at IS NULL ORDER BY ALL"
FACTS = "SELECT * FROM marts.facts ORDER BY fact_id, value"
FILES = "SELECT file, bytes_read, records, fault FROM raw.archive_files ORDER BY ALL"
FINISHED = "SELECT name, kept, records, articles, claims, rejected FROM raw.backfill_files ORDER BY name"

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def warcs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("warcs")
    for number in range(2):
        write(folder / f"{number}.warc.gz", pages(number, dull=3))
    return folder


def run(data, warcs):
    settings = Settings(data=data, wait_seconds=1)
    return backfill(find_inputs([str(warcs)]), settings, load_configuration(settings))


def state(data):
    """All that readers see and the archive holds, but for when and by which run."""
    settings = Settings(data=data)
    assert ask(settings, CHECK) == []
    assert list((data / "backfill").glob("*")) == []
    archived = {path.name: path.read_bytes() for path in settings.archive.iterdir()}
    facts = [row[:13] for row in ask(settings, FACTS)]
    return [archived, facts, *(ask(settings, query) for query in (PAGES, CLAIMS, FILES, FINISHED))]


@pytest.fixture(scope="module")
def clean(warcs, tmp_path_factory):
    data = tmp_path_factory.mktemp("clean")
    run(data, warcs)
    return state(data)


def fail(*_, **__):
    raise SystemExit(137)


MOMENTS = [
    pytest.param("put_into_archive", id="before the records are copied"),
    pytest.param("load_file", id="between copy and load"),
    pytest.param("remove_part", id="between load and removal"),
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_is_killed_while_it_takes_a_file_in_comes_to_the_same(warcs, clean, tmp_path, monkeypatch, moment):
    with monkeypatch.context() as patched:
        patched.setattr(backfill_intake, moment, fail)
        with pytest.raises(SystemExit):
            run(tmp_path, warcs)
    assert [one.name for one in run(tmp_path, warcs).read] == ["1.warc.gz"]
    assert state(tmp_path) == clean


def test_a_refresh_may_read_what_was_copied_before_the_backfill_goes_on(warcs, clean, tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(backfill_intake, "load_file", fail)
        with pytest.raises(SystemExit):
            run(tmp_path, warcs)
    settings, ledger = Settings(data=tmp_path), Ledger("refresh")
    with open_writer(tmp_path) as connection:
        open_run(connection, load_configuration(settings), ledger, None)
        read_and_load(connection, settings, load_configuration(settings), ledger)
        assert connection.execute("SELECT count(*) FROM raw.articles").fetchall() == [(2,)]
    run(tmp_path, warcs)
    assert state(tmp_path) == clean


def test_what_is_killed_in_the_middle_of_a_copy_leaves_no_half_file(warcs, clean, tmp_path, monkeypatch):
    def break_off(source, target):
        target.write_bytes(Path(source).read_bytes()[:50])
        raise SystemExit(137)

    with monkeypatch.context() as patched:
        patched.setattr(backfill_parts.shutil, "copyfile", break_off)
        with pytest.raises(SystemExit):
            run(tmp_path, warcs)
    assert not list((tmp_path / "archive").glob("*.warc.gz"))
    run(tmp_path, warcs)
    assert state(tmp_path) == clean


def test_what_is_killed_while_a_folder_goes_is_not_told_as_damaged(warcs, clean, tmp_path, monkeypatch, capfd):
    with monkeypatch.context() as patched:
        patched.setattr(backfill_parts.shutil, "rmtree", leave_half)
        with pytest.raises(SystemExit):
            run(tmp_path, warcs)
    run(tmp_path, warcs)
    assert capfd.readouterr().err == "", "it was loaded, and is not read again"
    assert state(tmp_path) == clean


def leave_half(folder, **_):
    """Remove a part of what was loaded, as a kill in the middle of it may."""
    if (Path(folder) / "report.json").exists():
        (Path(folder) / "claims.parquet").unlink()
        raise SystemExit(137)


def make_work(data, warcs):
    watchlist = load_configuration(Settings(data=data)).watchlist
    return Work(
        input=find_inputs([str(warcs)])[0], parts=data / "backfill", rules_version=rules_of(watchlist),
        watchlist=list_names(watchlist), page_bytes=1 << 20,
    )  # fmt: skip


SPOILT = {
    "no report": lambda part: (part / "report.json").unlink(),
    "an empty report": lambda part: (part / "report.json").write_text(""),
    "half a report": lambda part: (part / "report.json").write_text('{"folder": "x", "na'),
    "another report": lambda part: (part / "report.json").write_text('{"colour": "red"}'),
    "no claims": lambda part: (part / "claims.parquet").unlink(),
    "empty pages": lambda part: (part / "pages.parquet").write_bytes(b""),
    "half of the claims": lambda part: os.truncate(part / "claims.parquet", 99),
    "no records": lambda part: next(part.glob("foreign-*")).unlink(),
}


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_folder_that_is_not_whole_is_told_in_one_line_and_its_file_read_again(warcs, tmp_path, capfd, spoil):
    work = make_work(tmp_path, warcs)
    read_file(work)
    SPOILT[spoil](work.folder)
    assert list(find_parts(work.parts)) == []
    assert (
        capfd.readouterr().err
        == f"backfill: what had been read into {work.folder} is damaged; its file is read again\n"
    )
    assert not work.folder.exists()


def test_a_spoilt_folder_changes_nothing_in_the_end(warcs, clean, tmp_path):
    work = make_work(tmp_path, warcs)
    read_file(work)
    (work.folder / "report.json").write_text("")
    assert [one.name for one in run(tmp_path, warcs).read] == ["0.warc.gz", "1.warc.gz"]
    assert state(tmp_path) == clean


def test_a_folder_may_be_moved_before_it_is_loaded_and_a_stray_file_is_left_alone(warcs, clean, tmp_path):
    read_file(make_work(tmp_path / "before", warcs))
    (tmp_path / "before" / "backfill" / ".note").write_text("x")
    (tmp_path / "before").rename(tmp_path / "after")
    assert [one.name for one in run(tmp_path / "after", warcs).read] == ["1.warc.gz"]
    (tmp_path / "after" / "backfill" / ".note").unlink()
    assert state(tmp_path / "after") == clean


def test_all_of_a_folder_is_on_the_disk_before_it_has_its_name(warcs, tmp_path, monkeypatch):
    work, calls = make_work(tmp_path, warcs), []
    rename, fsync = Path.rename, os.fsync

    def note_rename(path, target):
        calls.append((Path(path).name.partition(".")[0], Path(target).name))
        return rename(path, target)

    def note_sync(descriptor):
        calls.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        fsync(descriptor)

    monkeypatch.setattr(Path, "rename", note_rename)
    monkeypatch.setattr(os, "fsync", note_sync)
    read_file(work)
    named = calls.index((work.folder.name, work.folder.name))
    half, *_ = {path.parent for path in calls[:named] if isinstance(path, Path) and path.suffix == ".parquet"}
    assert {path.name for path in work.folder.iterdir()} <= {one.name for one in calls[:named] if isinstance(one, Path)}
    assert calls[named - 1] == half
    assert calls[named + 1 :] == [work.parts]


def test_records_are_on_the_disk_before_they_are_of_the_archive(warcs, tmp_path, monkeypatch):
    work = make_work(tmp_path, warcs)
    report, synced = read_file(work), []
    monkeypatch.setattr(backfill_parts, "sync", lambda path: synced.append((path.name, path.exists())))
    backfill_parts.put_into_archive(work.folder, report.kept, tmp_path / "archive")
    assert synced == [(report.kept.replace(".gz", ".partial"), True), ("archive", True)]


def test_a_folder_that_goes_has_no_more_its_name(tmp_path):
    with drafting(tmp_path / "part") as half:
        (half / "x").write_text("x")
        half.rename(tmp_path / "part")
    remove_part(tmp_path / "part")
    remove_part(tmp_path / "part")
    assert list(tmp_path.iterdir()) == []
