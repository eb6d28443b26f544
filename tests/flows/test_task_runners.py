"""The task runner that the settings name maps a backfill, and the claims are the same with every one."""

import importlib
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from flows.backfill_parts import HALF
from flows.errors import RunError
from flows.settings import REPOSITORY, Settings
from tests.flows.test_backfill import CLAIMS, pages, write
from warehouse.writer import open_writer

pytestmark = pytest.mark.soak

COMMAND = "from flows.command import main; main()"


def back_fill(data, folder, *more):
    command = [sys.executable, "-c", COMMAND, "backfill", str(folder), "--data", str(data), *more]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "COLUMNS": "200"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr
    with open_writer(data) as connection:
        return done.stderr, connection.execute(CLAIMS).fetchall()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("warcs")
    for number in range(3):
        write(folder / f"{number}.warc.gz", pages(number))
    return folder


@pytest.fixture(scope="module")
def by_threads(folder, tmp_path_factory):
    return back_fill(tmp_path_factory.mktemp("threads"), folder, "--runner", "threads", "--workers", "1")


@pytest.mark.slow
@pytest.mark.parametrize("runner", ["processes", "dask"])
def test_every_runner_finds_the_same_claims(folder, by_threads, runner, tmp_path):
    told, claims = by_threads
    assert "3 files read, 0 had been before: 66 records, 6 articles" in told
    assert claims == back_fill(tmp_path, folder, "--runner", runner, "--workers", "2")[1]


@pytest.mark.soak
def test_killed_it_leaves_no_worker_and_goes_on_to_the_same_claims(folder, by_threads, tmp_path):
    command = [sys.executable, "-c", COMMAND, "backfill", str(folder), "--data", str(tmp_path), "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True) as killed:
        try:
            wait_for(lambda: workers_of(killed.pid))
            wait_for(lambda: whole_parts(tmp_path) or any(tmp_path.glob("archive/*.gz")))
            killed.kill()
            wait_for(lambda: not workers_of(killed.pid))
        finally:
            # Prefect's own server outlives whoever is killed.
            with suppress(ProcessLookupError):
                os.killpg(killed.pid, signal.SIGKILL)
    told, claims = back_fill(tmp_path, folder, "--workers", "2")
    assert ", 0 had been before" not in told
    assert claims == by_threads[1]


def wait_for(look):
    deadline = time.monotonic() + 120
    while not look():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)


def whole_parts(data):
    return [one for one in data.glob("backfill/*") if not one.name.endswith(HALF)]


def workers_of(group):
    """The worker processes of a group that are alive."""
    told = subprocess.run(["ps", "-ww", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    lines = [line.split(None, 2) for line in told.splitlines()]
    return [line for line in lines if line[0] == str(group) and line[1][0] != "Z" and "spawn_main" in line[2]]


@pytest.mark.parametrize(("runner", "package"), [("dask", "prefect_dask"), ("ray", "prefect_ray")])
def test_a_runner_that_is_not_installed_is_told_with_how_to_install_it(monkeypatch, runner, package):
    monkeypatch.setitem(sys.modules, package, None)
    task_runners = importlib.import_module("flows.task_runners")
    with pytest.raises(RunError, match=r"is not installed: pip install .*HONGBAO_RUNNER=processes"):
        task_runners.make_runner(Settings(runner=runner))
