"""A Prefect server of others: `prefect deploy` registers prefect.yaml there, and a digest finds its channels in a block."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.prefect_server import ask_server, own_server
from flows.settings import REPOSITORY, Settings
from tests.flows.digests import ask, publish_budget
from tests.flows.webhooks import Hook, open_hook

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(300),
    # The server outlives the object that began it; it is ended by its number.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
HONGBAO = "import sys; from flows.command import main; sys.argv[0] = 'hongbao'; main()"
KEEP = "import sys; from prefect.blocks.system import Secret; Secret(value=sys.argv[1]).save('digest-channels', overwrite=True)"
CANARY = "canary7Kf3Qz9"
SENT = "SELECT outcome, attempts FROM raw.deliveries"


class Remote:
    """A server, and commands that are told to use it."""

    def __init__(self, api: str, home: Path) -> None:
        self.api = api
        self.environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("PREFECT", "HONGBAO"))
        }
        # What `prefect` itself is told; `hongbao` is told by settings of its own.
        self.told = {"PREFECT_API_URL": api, "PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}

    def prefect(self, *arguments: str, **more: str) -> None:
        done = self._run(["-m", "prefect", "--no-prompt", *arguments], {**self.told, **more})
        assert done.returncode == 0, done.stdout + done.stderr

    def keep_block(self, addresses: str) -> None:
        done = self._run(["-c", KEEP, addresses], self.told)
        assert done.returncode == 0, done.stderr

    def digest(self, data: Path, block: str) -> "subprocess.CompletedProcess[str]":
        settings = {"HONGBAO_DATA": str(data), "HONGBAO_PREFECT_API": self.api, "HONGBAO_NOTIFY_BLOCK": block}
        return self._run(["-c", HONGBAO, "digest"], settings)

    def ask(self, path: str, **body: Any) -> Any:
        return ask_server(self.api, path, body)

    def _run(self, arguments: list[str], more: dict[str, str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *arguments],
            env={**self.environment, **more}, cwd=REPOSITORY, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remote]:
    data = tmp_path_factory.mktemp("remote")
    home = data / "prefect"
    home.mkdir()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PREFECT_HOME", str(home))
        with own_server(data, 4350) as api:
            yield Remote(api, home)


@pytest.fixture
def hook() -> Iterator[Hook]:
    with open_hook() as hook:
        yield hook


@pytest.fixture
def at(tmp_path: Path) -> Settings:
    return publish_budget(tmp_path)


def test_a_digest_goes_to_the_channels_of_a_block_and_nobody_is_told_them(
    remote: Remote, hook: Hook, at: Settings
) -> None:
    missing = remote.digest(at.data, "no-such-block")
    assert (missing.returncode, len(missing.stderr.splitlines())) == (1, 1)
    assert "there is no Prefect Secret block no-such-block" in missing.stderr
    assert ask(at, "FROM raw.digests").is_empty()

    remote.keep_block(f"json://{hook.host}/hook/{CANARY}")
    done = remote.digest(at.data, "digest-channels")
    assert done.returncode == 0, done.stderr
    assert ask(at, SENT).rows() == [("delivered", 1)]
    assert [path for path, _, _ in hook.taken] == [f"/hook/{CANARY}"]
    assert CANARY not in done.stdout + done.stderr


def test_prefect_deploy_registers_what_the_file_says_and_a_worker_runs_it(
    remote: Remote, hook: Hook, at: Settings
) -> None:
    """The three commands at the head of prefect.yaml, then a worker that takes one run and ends."""
    remote.prefect("work-pool", "create", "hongbao", "--type", "process")
    remote.prefect("work-pool", "update", "hongbao", "--concurrency-limit", "1")
    remote.prefect("deploy", "--all")
    (pool,) = remote.ask("work_pools/filter")
    assert (pool["name"], pool["type"], pool["concurrency_limit"]) == ("hongbao", "process", 1)
    file = yaml.safe_load((REPOSITORY / "prefect.yaml").read_text("utf-8"))
    assert _registered(remote) == {one["name"]: _told(one["schedules"]) for one in file["deployments"]}

    remote.keep_block(f"json://{hook.host}/hook/{CANARY}")
    remote.prefect("deployment", "run", "scheduled-digest/digest")
    where = {"HONGBAO_DATA": str(at.data), "HONGBAO_NOTIFY_BLOCK": "digest-channels"}
    remote.prefect("worker", "start", "--pool", "hongbao", "--run-once", **where)
    asked = {"deployments": {"name": {"any_": ["digest"]}}, "flow_runs": {"state": {"name": {"any_": ["Completed"]}}}}
    assert len(remote.ask("flow_runs/filter", **asked)) == 1
    assert ask(at, SENT).rows() == [("delivered", 1)]
    assert len(hook.taken) == 1
    a_run_that_fails_asks_for_another(remote, at.data / "empty")


def a_run_that_fails_asks_for_another(remote: Remote, data: Path) -> None:
    data.mkdir()
    remote.prefect("deployment", "run", "scheduled-digest/digest")
    remote.prefect("worker", "start", "--pool", "hongbao", "--run-once", HONGBAO_DATA=str(data))
    named = {"deployments": {"name": {"any_": ["digest"]}}}
    (failed,) = remote.ask("flow_runs/filter", **named, flow_runs={"state": {"name": {"any_": ["Failed"]}}})
    coming = remote.ask("flow_runs/filter", **named, flow_runs={"state": {"name": {"any_": ["Scheduled"]}}})
    (again,) = [one for one in coming if "-again-0" in one["idempotency_key"]]
    begins, ended = (datetime.fromisoformat(one) for one in (again["expected_start_time"], failed["end_time"]))
    assert 290 < (begins - ended).total_seconds() < 330


def _registered(remote: Remote) -> dict[str, Any]:
    """The schedules of each deployment, all of which must be active."""
    deployments = remote.ask("deployments/filter")
    assert all(one["work_pool_name"] == "hongbao" and not one["paused"] for one in deployments)
    assert all(schedule["active"] for one in deployments for schedule in one["schedules"])
    return {
        one["name"]: _told([{"slug": schedule["slug"], **schedule["schedule"]} for schedule in one["schedules"]])
        for one in deployments
    }


def _told(schedules: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return sorted((one["slug"], one["rrule"], one["timezone"]) for one in schedules)
