"""Deliveries that cannot be: a server that never answers, a block that nobody hands out, each told without an address."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from flows.channels import load_channels
from flows.command import app
from flows.digest_making import make_digest
from flows.errors import RunError
from flows.settings import Settings
from tests.flows.digests import NOW, ask, publish_budget

# Many runs, each of some seconds: part of the soak.
pytestmark = pytest.mark.soak

CANARY = "canary7Kf3Qz9"
SENT = "SELECT outcome, attempts, message FROM raw.deliveries"
CLOSED = "http://127.0.0.1:1/api"


@pytest.fixture
def at(tmp_path) -> Settings:
    return publish_budget(tmp_path)


@pytest.fixture
def silent(monkeypatch) -> Iterator[str]:
    """The address of a server that takes every message and never says a word."""
    monkeypatch.setattr("flows.channels._PATIENCE", "retry=1&wait=0&cto=1&rto=0.2")
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize("address", [
    "json://{0}/hook/{1}",
    "json://user:{1}@{0}/hook",
    "mailto://user:{1}@{0}?from=desk@mail.example&to=team@mail.example&mode=insecure",
])  # fmt: skip
def test_a_server_that_never_answers_is_a_failed_delivery_told_without_its_address(at, silent, address, caplog, capfd):
    channels = load_channels(Settings(notify=SecretStr(address.format(silent, CANARY)), notify_block=None))
    (one,) = make_digest(at, channels, now=NOW).deliveries
    assert one.outcome == "failed"
    assert ask(at, SENT).rows() == [("failed", 1, one.message)]
    told = caplog.text + "".join(capfd.readouterr()) + one.message
    assert CANARY not in told
    assert silent not in told


def test_the_command_tells_of_it_and_ends_with_code_1(at, silent, monkeypatch):
    monkeypatch.setenv("HONGBAO_NOTIFY", f"json://{silent}/hook/{CANARY}")
    told = CliRunner().invoke(app, ["digest", "--data", str(at.data)])
    assert told.exit_code == 1
    assert "not delivered to json#" in str(told.exception)
    assert ": failed (" in told.stderr
    assert CANARY not in told.output + str(told.exception)


def test_a_scheduled_digest_that_did_not_arrive_has_failed_and_is_not_tried_again(at, silent, monkeypatch):
    from flows import deployments, tries
    from flows.deployments import Slot, serve_slot
    from flows.digest_command import tell

    monkeypatch.setattr(tries, "get_client", lambda **_: pytest.fail("another run would find no news"))
    told = at.model_copy(update={"notify": SecretStr(f"json://{silent}/hook/{CANARY}")})
    slot = Slot("digest", datetime.now(UTC) - timedelta(minutes=1), "first")
    state = serve_slot(told, slot, lambda: tell(told))
    assert (state.is_failed(), state.name) == (True, "Undelivered")
    assert "--resend" in state.message
    deployments.try_again(deployments.digest, SimpleNamespace(deployment_id=uuid4()), state)
    assert (slot.at, "first") in ask(at, "SELECT scheduled_for, run_id FROM raw.slots").rows()
    assert serve_slot(told, slot, lambda: pytest.fail("it was told")).name == "Skipped"


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_block_whose_server_does_not_answer_is_told_in_one_line_before_anything_is_written(at, monkeypatch, more):
    monkeypatch.setenv("HONGBAO_NOTIFY_BLOCK", "digest-channels")
    monkeypatch.setenv("HONGBAO_PREFECT_API", CLOSED)
    error = CliRunner().invoke(app, ["digest", "--data", str(at.data), *more]).exception
    assert isinstance(error, RunError)
    assert str(error).startswith(
        f"no Prefect server answers at {CLOSED}: start it, or correct or unset HONGBAO_PREFECT_API"
    )
    assert ask(at, "FROM raw.digests").is_empty()
    assert not (at.data / "prefect").exists()


def test_so_is_one_whose_server_goes_away_meanwhile(monkeypatch, tmp_path):
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

    settings = Settings(data=tmp_path, notify=None, notify_block="digest-channels")
    with temporary_settings({PREFECT_API_URL: CLOSED, PREFECT_HOME: tmp_path}), pytest.raises(RunError) as error:
        load_channels(settings)
    assert "Prefect does not give block digest-channels" in str(error.value)
    assert "\n" not in str(error.value)
