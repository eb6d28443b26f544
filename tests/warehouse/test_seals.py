"""Who opens a release for writing by mistake harms nothing: readers get the whole one before it, the next run mends it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT, Desk, furnish, money
from warehouse.errors import NoReleaseError
from warehouse.load import load
from warehouse.publish import Publication, publish
from warehouse.reads import open_release
from warehouse.releases import describe_release
from warehouse.writer import open_writer

WRITE = """
import os, sys, duckdb
os.chmod(sys.argv[1], 0o644)
connection = duckdb.connect(sys.argv[1])
if sys.argv[2] != "look":
    connection.execute("UPDATE marts.facts SET value = -1")
if sys.argv[2] == "close":
    connection.close()
print("done", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Publication]]:
    """A folder with two releases, of one article and of two; each test has a copy of it."""
    data, desk, made = tmp_path_factory.mktemp("made"), Desk(), []
    with open_writer(data) as connection:
        furnish(connection)
        for number in range(2):
            desk.tell(f"outlet-{number}", money("budget", 3e9 + number * 1e9))
            load(connection, desk.batch(), AT)
            made.append(publish(data, connection, AT + timedelta(hours=number)))
    return data, made


@pytest.fixture
def publications(tmp_path: Path, made: tuple[Path, list[Publication]]) -> list[Publication]:
    data, published = made
    shutil.copytree(data, tmp_path, symlinks=True, dirs_exist_ok=True)
    return [replace(one, path=tmp_path / one.path.relative_to(data)) for one in published]


@pytest.fixture
def connection(tmp_path: Path, publications: list[Publication]) -> Iterator[DuckDBPyConnection]:
    assert publications
    with open_writer(tmp_path) as connection:
        yield connection


def write_by_mistake(path: Path, how: str) -> "subprocess.Popen[str]":
    child = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "done\n"
    return child


def end(child: "subprocess.Popen[str]") -> None:
    child.kill()
    child.communicate()


@pytest.mark.usefixtures("no_other_days")
@pytest.mark.parametrize(("how", "reason"), [("close", "it was changed"), ("kill", "a write-ahead log")])
def test_a_release_that_was_written_to_is_not_read_and_the_next_run_mends_it(
    tmp_path: Path, connection: DuckDBPyConnection, publications: list[Publication], how: str, reason: str
) -> None:
    first, second = publications
    end(write_by_mistake(second.path, how))
    with open_release(tmp_path) as release:
        assert release.version == first.path
        assert release.notice is not None
        assert reason in release.notice
        assert release.facts()["value"].to_list() == [3e9]
    mended = publish(tmp_path, connection, AT + timedelta(hours=2))
    assert mended.is_new
    assert mended.mended is not None
    assert reason in mended.mended
    with open_release(tmp_path) as release:
        assert (release.version, release.notice) == (mended.path, None)
        assert sorted(release.facts()["value"].to_list()) == [3e9, 4e9]
    assert not second.path.exists()
    assert not list(second.path.parent.glob("*.wal"))


def test_a_program_that_holds_the_release_for_writing_does_not_shut_readers_out(
    tmp_path: Path, publications: list[Publication]
) -> None:
    first, second = publications
    child = write_by_mistake(second.path, "look")
    try:
        with open_release(tmp_path) as release:
            assert release.version == first.path
            assert "lock" in str(release.notice)
    finally:
        end(child)
    with open_release(tmp_path) as release:
        assert (release.version, release.notice) == (second.path, None)


def test_a_reader_by_the_files_own_name_is_led_on_too(tmp_path: Path, publications: list[Publication]) -> None:
    """The dashboard opens the published file by its real path."""
    first, second = publications
    end(write_by_mistake(second.path, "close"))
    with open_release(second.path) as release:
        assert release.version == first.path


def test_a_file_put_back_from_a_backup_is_the_same_file(tmp_path: Path, publications: list[Publication]) -> None:
    last = publications[-1].path
    os.utime(last, ns=(1, 1))
    with open_release(tmp_path) as release:
        assert (release.version, release.notice) == (last, None)


@pytest.mark.usefixtures("no_other_days")
def test_bytes_that_changed_unseen_are_found_by_the_next_run(
    tmp_path: Path, connection: DuckDBPyConnection, publications: list[Publication]
) -> None:
    last = publications[-1].path
    state = last.stat()
    last.chmod(0o644)
    with last.open("r+b") as file:
        file.seek(state.st_size // 4)  # the end, and much of the middle, are read by whoever opens it
        file.write(b"wrong")
    os.utime(last, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert describe_release(last, tmp_path).damage is None
    assert describe_release(last, tmp_path, is_thorough=True).damage == "its bytes are not those that were published"
    mended = publish(tmp_path, connection, AT + timedelta(hours=2))
    assert (mended.is_new, mended.is_changed) == (True, False)
    assert not last.exists()


@pytest.mark.usefixtures("no_other_days")
def test_a_damaged_file_with_none_before_it_is_refused_with_what_to_do(
    tmp_path: Path, work: DuckDBPyConnection
) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    load(work, desk.batch(), AT)
    end(write_by_mistake(publish(tmp_path, work, AT).path, "close"))
    with pytest.raises(NoReleaseError, match=r"changed after it was published.*publish again"):
        open_release(tmp_path)


def test_only_what_was_sealed_is_judged_by_a_seal(tmp_path: Path, publications: list[Publication]) -> None:
    """Releases of an older Hongbao have none."""
    last = publications[-1].path
    last.with_suffix(".seal").unlink()
    with open_release(tmp_path) as release:
        assert release.version == last
    last.with_suffix(".seal").write_text("{}", encoding="utf-8")
    with open_release(tmp_path) as release:
        assert release.version == publications[0].path
