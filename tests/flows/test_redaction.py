"""Secrets of channels: in no log, message, error, ledger row or file, however a delivery ends."""

import logging
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from flows.channels import load_channels
from flows.digest_making import make_digest
from flows.redaction import HIDDEN, find_secrets, redact, redacting
from flows.settings import Settings
from tests.flows.digests import NOW, ask, publish_desk
from tests.flows.webhooks import open_services
from tests.warehouse.desk import Desk, money

CANARY = "canary7Kf3Qz9"
# Every place of an address in which a service keeps a secret.
PLACES = (
    "json://127.0.0.1:{port}/hook/CANARY",
    "json://127.0.0.1:{port}/hook?+X-Token=CANARY",
    "json://127.0.0.1:{port}/hook?-key=CANARY",
    "json://user:CANARY@127.0.0.1:{port}/hook",
    "json://CANARY:word@127.0.0.1:{port}/hook",
    "json://user:%63anary7Kf3Qz9@127.0.0.1:{port}/hook",
    "mailto://user:CANARY@127.0.0.1:{port}?from=desk@mail.example&to=team@mail.example&mode=insecure",
    "slack://T1234ABCD/B1234ABCD/CANARY89012",
    "feishu://CANARY",
    "lark://CANARY",
    "dingtalk://CANARY@abcdefab/",
    "dingtalk://CANARY/",
    "wecombot://CANARY",
    "workflow://127.0.0.1:{port}/CANARY/CANARYsig/",
)


@pytest.fixture
def hook(monkeypatch):
    with open_services(monkeypatch, patience=1) as hook:
        yield hook


@pytest.mark.soak
def test_a_canary_is_told_nowhere_whatever_its_place_and_however_the_delivery_ends(hook, tmp_path, caplog, capfd):
    """The server fails with the secret in its answer; then it is gone."""
    port = hook.host.partition(":")[2]
    caplog.set_level(logging.DEBUG)
    logging.getLogger("apprise").setLevel(logging.DEBUG)
    text = " ".join(place.replace("CANARY", CANARY).replace("{port}", port) for place in PLACES)
    settings = Settings(data=tmp_path, notify=SecretStr(text), notify_block=None)
    channels = load_channels(settings)
    assert len(channels) == len(PLACES)
    for number, answer in enumerate([(500, f"no such hook: {CANARY}"), (200, {"errcode": 9, "errmsg": CANARY})]):
        hook.answer = answer
        desk = Desk()
        desk.tell("lantern", money("budget", (number + 1) * 1e9))
        publish_desk(settings, desk)
        made = make_digest(settings, channels, now=NOW)
        assert len(made.deliveries) == len(PLACES)
    told = caplog.text + "".join(capfd.readouterr()) + repr(made)
    told += str(ask(settings, "FROM raw.deliveries").rows()) + repr(settings)
    told += "".join(path.read_text("utf-8") for path in (tmp_path / "digests").iterdir())
    assert CANARY not in told
    assert HIDDEN in told
    logging.getLogger("apprise").setLevel(logging.NOTSET)


def test_an_error_of_the_network_is_logged_without_its_address(caplog):
    with redacting({CANARY}), socket.socket() as closed:
        try:
            closed.connect(("127.0.0.1", 1))
        except OSError as error:
            failure = OSError(f"http://127.0.0.1/{CANARY}: {error}")
            logging.getLogger("urllib3.connectionpool").warning("no: %s", failure, exc_info=failure)
    assert CANARY not in caplog.text
    assert "OSError" in caplog.text
    assert logging.getLogRecordFactory() is logging.LogRecord


@given(st.text(st.characters(codec="utf-8", exclude_characters="/?#@:&=+%[] \t\n\r"), min_size=6))
def test_whatever_a_password_is_it_is_redacted_in_every_spelling(password):
    from urllib.parse import quote

    secrets = find_secrets(f"mailtos://user:{quote(password)}@mail.example?to=a@b.example")
    assert password not in redact(f"login {password} {quote(password)} failed", secrets)


def test_the_longest_secret_goes_first():
    assert redact("abcdefghi", {"abcdef", "abcdefghi"}) == HIDDEN
