"""One writer at a time, and a word for the second."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.desk import furnish
from warehouse.errors import WarehouseBusyError, WarehouseFileError
from warehouse.writer import open_writer

HOLD = """
import sys
from pathlib import Path
from warehouse.writer import open_writer
with open_writer(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_refused_and_told_who_writes(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    try:
        with (
            pytest.raises(WarehouseBusyError, match=rf"process {holder.pid} is writing to"),
            open_writer(tmp_path),
        ):
            pass
    finally:
        holder.kill()
        holder.communicate()


def test_a_killed_writer_leaves_the_lock_free(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.communicate()
    with open_writer(tmp_path) as connection:
        assert connection.sql("SELECT count(*) FROM raw.claims").fetchall() == [(0,)]


def test_a_second_writer_waits_as_long_as_it_is_told_to(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.communicate("")
    with open_writer(tmp_path, wait_seconds=5) as connection:
        furnish(connection)


def test_the_working_file_is_written_for_the_duckdb_of_the_last_year(tmp_path: Path) -> None:
    with open_writer(tmp_path) as connection:
        rows = connection.execute("SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'work'")
        assert rows.fetchall() == [("v1.4.0+",)]


def test_a_working_file_that_is_no_database_is_reported_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "work.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(WarehouseFileError, match="move the file away"), open_writer(tmp_path):
        pass


def test_a_working_file_open_elsewhere_is_reported(tmp_path: Path) -> None:
    with open_writer(tmp_path):
        pass
    script = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "work.duckdb")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with (
            pytest.raises(WarehouseFileError, match="close the program that has it open"),
            open_writer(tmp_path),
        ):
            pass
    finally:
        other.kill()
        other.communicate()
    assert duckdb.__version__
