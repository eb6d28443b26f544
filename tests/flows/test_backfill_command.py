"""The command of a backfill: what it lists, how it tells its progress, how it ends when a file cannot be read."""

import os
import subprocess
import sys
import time
from io import StringIO
from types import SimpleNamespace

import pytest
from rich.console import Console
from rich.progress import Progress
from typer.testing import CliRunner

from flows import backfill_intake, backfill_progress
from flows.backfill_intake import PUBLISH_EVERY, Intake
from flows.backfill_parts import HALF, Work, list_names, rules_of
from flows.backfill_progress import Tally, shown
from flows.backfill_reading import AT, read_file
from flows.command import app
from flows.configuration import load_configuration
from flows.errors import InputError
from flows.settings import REPOSITORY, Settings
from flows.warc_streams import find_inputs
from tests.flows.test_backfill import write_three
from warehouse.writer import open_writer

pytestmark = pytest.mark.soak

COMMAND = "from flows.command import main; main()"


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", wait_seconds=1)


@pytest.fixture
def warcs(tmp_path):
    return write_three(tmp_path / "warcs")


def back_fill(*arguments):
    return CliRunner().invoke(app, ["backfill", *map(str, arguments)])


def test_a_dry_run_lists_files_and_sizes_and_leaves_no_trace(settings, warcs):
    told = back_fill(warcs, "--data", settings.data, "--dry-run")
    size = sum(path.stat().st_size for path in warcs.iterdir()) / 1e6
    assert told.exit_code == 0
    *files, last = told.stderr.splitlines()
    assert [line.rsplit("/", 1)[1] for line in files] == ["0.warc.gz", "1.warc.gz", "2.warc.gz"]
    assert last == f"3 files, {size:,.1f} MB; nothing was read (--dry-run)"
    assert not settings.data.exists()


def test_a_limit_takes_the_first_files(settings, warcs):
    told = back_fill(warcs, "--data", settings.data, "--dry-run", "--limit", "2")
    assert "2 files, " in told.stderr
    assert "2.warc.gz" not in told.stderr
    assert [one.name for one in find_inputs([str(warcs)], 1)] == ["0.warc.gz"]


def test_files_beyond_the_limit_are_not_even_asked_for(warcs):
    # Nobody listens there: a question would be answered by an error.
    places = [str(warcs / "0.warc.gz"), "http://127.0.0.1:1/other.warc.gz"]
    assert len(find_inputs(places, 1)) == 1


@pytest.mark.parametrize("given", [(), ("x.warc.gz", "--cc-news", "2026-01-20..2026-01-21")])
def test_files_or_days_are_given_one_of_the_two(settings, given):
    error = back_fill(*given, "--data", settings.data).exception
    assert isinstance(error, InputError)
    assert "one of the two" in str(error)


def test_a_line_tells_files_bytes_rate_and_time_left(settings):
    tally = Tally(settings.data / "backfill", files=4, bytes=400_000_000, begun=1000.0)
    assert tally.line(1000.0) == "backfill: 0 of 4 files, 0 of 400 MB, 0.0 MB/s, 0 articles"
    tally.add(SimpleNamespace(bytes=100_000_000, articles=7))
    half = settings.data / "backfill" / f"key{HALF}"
    half.mkdir(parents=True)
    (half / AT).write_text("20000000")
    told = "backfill: 1 of 4 files, 120 of 400 MB, 2.0 MB/s, 7 articles, 2 min left"
    assert tally.line(1060.0) == told
    (half / AT).write_text("")
    assert tally.read_bytes == 120_000_000, "its worker is just writing"
    (half / AT).unlink()
    assert tally.read_bytes == 120_000_000, "it is read, and about to be taken: no bar goes back"


def test_a_bar_fits_into_one_line_and_says_what_goes_on_after_the_last_file(settings):
    tally = Tally(settings.data / "backfill", files=1, bytes=45_000_000_000)
    assert tally.told == "0 of 1 files, 0 articles"
    tally.add(SimpleNamespace(bytes=45_000_000_000, articles=1234))
    assert tally.told == "1 of 1 files, 1234 articles; publishing"
    console = Console(file=StringIO(), force_terminal=True, width=80, color_system=None)
    with Progress(*backfill_progress._columns(), console=console, auto_refresh=False) as progress:
        progress.add_task(tally.told, total=tally.bytes, completed=tally.read_bytes)
        console.print(progress.get_renderable())
        (shown, _) = console.file.getvalue().rstrip().splitlines()[-2:]
    assert "45.0/45.0 GB" in shown
    assert shown.endswith(tally.told)


def test_without_a_terminal_lines_tell_how_far_it_is(settings, warcs, monkeypatch, capfd):
    monkeypatch.setattr(backfill_progress, "_LINE_EVERY", 0.01)
    with shown(find_inputs([str(warcs)]), settings.data) as tally:
        tally.add(SimpleNamespace(bytes=1, articles=2))
        time.sleep(0.2)
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) > 1
    assert lines[-1].startswith("backfill: 1 of 3 files, 0 of 0 MB, ")
    assert "\x1b" not in "".join(lines)


def test_a_long_backfill_publishes_at_most_every_half_hour(settings, warcs, monkeypatch):
    configuration, now = load_configuration(settings), 1000.0
    rules, names = rules_of(configuration.watchlist), list_names(configuration.watchlist)
    monkeypatch.setattr(backfill_intake, "time", SimpleNamespace(monotonic=lambda: now))
    intake = Intake(settings, configuration, published_at=now)
    published = []
    for number, given in enumerate(find_inputs([str(warcs)]), 1):
        now = 1000 + number * 0.6 * PUBLISH_EVERY
        work = Work(
            input=given, parts=settings.data / "backfill", rules_version=rules, watchlist=names, page_bytes=1 << 20
        )
        intake.take(read_file(work))
        published.append(intake.published)
    assert published[0] is None
    assert published[1] is not None
    assert published[2] is published[1], "what came since is for the end, or for the next half hour"


@pytest.mark.slow
def test_a_damaged_file_ends_with_code_1_and_the_others_are_in(settings, warcs):
    """Mended and run again, it alone is read, and the code is 0."""
    path = warcs / "1.warc.gz"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert _run(settings, warcs) == (1, "1 of 3 files could not be read; the others are published")
    assert _finished(settings) == ["0.warc.gz", "2.warc.gz"]
    path.write_bytes(whole)
    code, told = _run(settings, warcs)
    assert code == 0
    assert told.startswith("1 files read, 2 had been before: 22 records, 2 articles, ")
    assert _finished(settings) == ["0.warc.gz", "1.warc.gz", "2.warc.gz"]


def _run(settings, warcs):
    """Exit code and last line of the real command, which has no terminal."""
    options = ["--data", str(settings.data), "--runner", "threads"]
    command = [sys.executable, "-c", COMMAND, "backfill", str(warcs), *options]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False)
    return done.returncode, done.stderr.splitlines()[-1].removeprefix("hongbao: ")


def _finished(settings):
    with open_writer(settings.data) as connection:
        rows = connection.execute("SELECT name FROM raw.backfill_files ORDER BY name").fetchall()
    return [name for (name,) in rows]
