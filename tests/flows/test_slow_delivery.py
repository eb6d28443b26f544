"""A channel that takes its time holds up nobody but the next digest, and what it was sent is sent once."""

import os
import signal
import subprocess
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from flows.channels import load_channels
from flows.command import app
from flows.deployments import Slot, serve_slot
from flows.digest_command import _end, tell
from flows.digest_making import Made, make_digest, preview, send_again
from flows.errors import RunError
from flows.options import INTERRUPTED, TERMINATED
from flows.settings import Settings
from flows.slots import DIGEST
from spiders.supervisor import child_environment
from tests.flows.digests import NOW, ask, publish_budget, publish_desk
from tests.flows.test_demo import HONGBAO
from tests.flows.webhooks import open_hook
from tests.warehouse.desk import Desk, money
from warehouse.errors import WarehouseBusyError
from warehouse.writer import hold_lock, open_writer

# Many runs, each of some seconds: part of the soak.
pytestmark = pytest.mark.soak

SENT = "SELECT outcome, attempts FROM raw.deliveries ORDER BY channel"


@pytest.fixture
def hook():
    with open_hook() as hook:
        yield hook


@pytest.fixture
def at(tmp_path):
    return publish_budget(tmp_path, wait_seconds=0)


def channels(hook, *paths):
    text = " ".join(f"json://{hook.host}/{path}" for path in paths)
    return load_channels(Settings(notify=SecretStr(text), notify_block=None))


@contextmanager
def while_it_is_sent(hook, at, *paths):
    """While it lasts, a digest is on its way to a channel that does not answer; yields what will be made."""
    hook.gate.clear()
    with ThreadPoolExecutor(1) as pool:
        made: Future[Made] = pool.submit(make_digest, at, channels(hook, *paths), now=NOW)
        try:
            assert hook.came.wait(20)
            yield made
        finally:
            hook.gate.set()


def test_others_read_and_write_while_a_digest_is_sent(hook, at):
    with while_it_is_sent(hook, at, "hook") as made:
        assert ask(at, SENT).rows() == [("sending", 1)]
        desk = Desk()
        desk.tell("lantern", money("budget", 5e9))
        publish_desk(at, desk)
        assert preview(at) is not None
    assert [one.outcome for one in made.result().deliveries] == ["delivered"]
    assert ask(at, SENT).rows() == [("delivered", 1)]


def test_of_two_digests_at_once_the_second_waits_and_sends_nothing_twice(hook, at):
    with while_it_is_sent(hook, at, "hook") as first, ThreadPoolExecutor(1) as pool:
        with pytest.raises(WarehouseBusyError, match=f"^process {os.getpid()} is sending a digest of .*: try again"):
            make_digest(at, channels(hook, "hook"), now=NOW)
        digest_id = ask(at, "SELECT digest_id FROM raw.digests").item()
        with pytest.raises(WarehouseBusyError):
            send_again(at, channels(hook, "hook"), digest_id)
        assert ask(at, SENT).rows() == [("sending", 1)]
        patient = at.model_copy(update={"wait_seconds": 30})
        second: Future[Any] = pool.submit(make_digest, patient, channels(hook, "hook"), now=NOW)
        hook.gate.set()
        assert (first.result().digest is not None, second.result().digest) == (True, None)
    assert (len(hook.taken), ask(at, SENT).rows()) == (1, [("delivered", 1)])


def test_the_outcome_is_written_down_when_who_writes_meanwhile_has_ended(hook, at):
    patient = at.model_copy(update={"wait_seconds": 30})
    with while_it_is_sent(hook, patient, "one", "two") as made:
        with open_writer(at.data):
            hook.gate.set()
            with pytest.raises(TimeoutError):
                made.result(0.5)
        assert [one.outcome for one in made.result(20).deliveries] == ["delivered", "delivered"]
    assert ask(at, SENT).rows() == [("delivered", 1), ("delivered", 1)]


def test_an_outcome_that_cannot_be_written_down_is_told_and_counts_as_unknown(hook, at):
    with while_it_is_sent(hook, at, "hook") as made, hold_lock(at.data / "writer.lock", 0):
        hook.gate.set()
        with pytest.raises(RunError, match=r"^json#\w+ delivered: it could not be written down and will c"):
            made.result(20)
    assert make_digest(at, channels(hook, "hook"), now=NOW).digest is None
    assert (len(hook.taken), ask(at, SENT).rows()) == (1, [("unknown", 1)])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, INTERRUPTED), (signal.SIGTERM, TERMINATED)])
def test_a_digest_that_is_told_to_stop_waits_for_no_channel_and_says_so(hook, at, number, code):
    hook.gate.clear()
    environment = {**child_environment(), "HONGBAO_NOTIFY": f"json://{hook.host}/hook"}
    child = subprocess.Popen([HONGBAO, "digest", "--data", str(at.data)], env=environment, stderr=subprocess.PIPE)
    try:
        assert hook.came.wait(60)
        child.send_signal(number)
        _, said = child.communicate(timeout=5)
    finally:
        child.kill()
        child.wait()
        hook.gate.set()
        child.stderr.close()
    assert (child.returncode, said.count(b"\n")) == (code, 1)
    assert b"counts as unknown" in said
    assert make_digest(at, channels(hook, "hook"), now=NOW).digest is None
    assert ask(at, SENT).rows() == [("unknown", 1)]


def test_the_command_leaves_signals_as_they_were(at, monkeypatch):
    seen = []
    monkeypatch.setattr("flows.digest_command.tell", lambda *_, **__: seen.append(handlers()))
    before = handlers()
    assert CliRunner().invoke(app, ["digest", "--data", str(at.data)]).exit_code == 0
    assert seen == [[_end, _end]]
    assert handlers() == before


def handlers():
    return [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]


def test_killed_while_it_is_sent_a_digest_is_unknown_and_not_sent_again(hook, at):
    hook.gate.clear()
    environment = {**child_environment(), "HONGBAO_NOTIFY": f"json://{hook.host}/hook"}
    child = subprocess.Popen([HONGBAO, "digest", "--data", str(at.data)], env=environment)
    try:
        assert hook.came.wait(60)
    finally:
        child.kill()
        child.wait()
        hook.gate.set()
    assert make_digest(at, channels(hook, "hook"), now=NOW).digest is None
    assert (len(hook.taken), ask(at, SENT).rows()) == (1, [("unknown", 1)])


def test_what_was_written_down_and_never_begun_is_sent_by_the_next_run(hook, at, monkeypatch):
    with monkeypatch.context() as killed:
        killed.setattr("flows.digest_making._send", fail_as_killed)
        with pytest.raises(KeyboardInterrupt):
            make_digest(at, channels(hook, "hook"), now=NOW)
    assert (hook.taken, ask(at, SENT).rows()) == ([], [("sending", 0)])
    made = make_digest(at, channels(hook, "hook"), now=NOW)
    assert (made.digest, made.cut, [one.outcome for one in made.owed[0].deliveries]) == (None, (), ["delivered"])
    assert (len(hook.taken), ask(at, SENT).rows()) == (1, [("delivered", 1)])
    assert make_digest(at, channels(hook, "hook"), now=NOW) == Made(digest=None)
    assert len(hook.taken) == 1


def fail_as_killed(*_):
    raise KeyboardInterrupt


def test_what_is_owed_of_a_release_that_is_gone_has_failed_and_holds_up_no_news(hook, at, monkeypatch):
    with monkeypatch.context() as killed:
        killed.setattr("flows.digest_making._send", fail_as_killed)
        with pytest.raises(KeyboardInterrupt):
            make_digest(at, channels(hook, "hook"), now=NOW)
    desk = Desk()
    desk.tell("lantern", money("budget", 5e9))
    publish_desk(at, desk, NOW + timedelta(days=1))
    digest_id, release = ask(at, "SELECT digest_id, release FROM raw.digests").row(0)
    (at.data / "releases" / release).unlink()
    made = make_digest(at, channels(hook, "hook"), now=NOW + timedelta(days=1))
    assert made.cut == ((digest_id, channels(hook, "hook")[0].label),)
    assert [one.outcome for one in made.deliveries] == ["delivered"]
    assert sorted(ask(at, SENT).rows()) == [("delivered", 1), ("failed", 0)]


def test_a_scheduled_run_after_one_that_was_cut_off_ends_as_undelivered_and_sends_nothing_twice(hook, at, monkeypatch):
    monkeypatch.setattr("flows.digest_making.deliver", fail_as_killed)
    told = at.model_copy(update={"notify": SecretStr(f"json://{hook.host}/hook")})
    with pytest.raises(KeyboardInterrupt):
        tell(told)
    monkeypatch.undo()
    state = serve_slot(told, Slot(DIGEST, NOW, "run"), lambda: tell(told))
    assert (state.name, state.is_failed(), hook.taken) == ("Undelivered", True, [])
    assert "cut off on its way to json#" in state.message
    assert ask(at, SENT).rows() == [("unknown", 1)]
    # It is told once; the next morning is a digest as ever.
    tell(told)
