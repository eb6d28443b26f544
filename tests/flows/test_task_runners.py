"""The task runner that the settings name maps a backfill, and the claims are the same with every one."""

import importlib
import os
import subprocess
import sys

import pytest

from flows.backfill_parts import HALF
from flows.errors import RunError
from flows.settings import REPOSITORY, Settings
from tests.flows.processes import are_gone, processes_under, wait_for
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
def test_killed_it_leaves_no_process_and_goes_on_to_the_same_claims(folder, by_threads, tmp_path):
    command = [sys.executable, "-c", COMMAND, "backfill", str(folder), "--data", str(tmp_path), "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as killed:
        wait_for(lambda: "spawn_main" in str(processes_under(killed.pid)), 120)
        wait_for(lambda: whole_parts(tmp_path) or any(tmp_path.glob("archive/*.gz")), 120)
        under = processes_under(killed.pid)
        killed.kill()
    assert "flows.watched_server" in str(under)
    wait_for(lambda: are_gone(under), 10)
    told, claims = back_fill(tmp_path, folder, "--workers", "2")
    assert ", 0 had been before" not in told
    assert claims == by_threads[1]


def whole_parts(data):
    return [one for one in data.glob("backfill/*") if not one.name.endswith(HALF)]


@pytest.mark.parametrize(("runner", "package"), [("dask", "prefect_dask"), ("ray", "prefect_ray")])
def test_a_runner_that_is_not_installed_is_told_with_how_to_install_it(monkeypatch, runner, package):
    monkeypatch.setitem(sys.modules, package, None)
    task_runners = importlib.import_module("flows.task_runners")
    with pytest.raises(RunError, match=r"is not installed: pip install .*HONGBAO_RUNNER=processes"):
        task_runners.make_runner(Settings(runner=runner))
