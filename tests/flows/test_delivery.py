"""Deliveries: each service gets the digest in its own form, once; refusals are heard; what was cut off is not sent again."""

import contextlib
import shutil

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from flows.channels import load_channels
from flows.command import app
from flows.delivery import fill_parts, shorten
from flows.digest_making import make_digest, send_again
from flows.settings import Settings
from tests.flows.digests import NOW, ask, publish_desk
from tests.flows.webhooks import open_mailbox, open_services
from tests.warehouse.desk import Desk, money, reach

TOKEN = "abcdefabcdefabcdefab"
SENT = "SELECT channel, outcome, attempts, message FROM raw.deliveries ORDER BY channel"
# Address and where its text stands in what it is sent.
CHATS = {
    "slack://T1234ABCD/B1234ABCD/abcdefghijklmnopqrstuvwx": None,
    f"feishu://{TOKEN}": ("content", "text"),
    f"lark://{TOKEN}": ("content", "text"),
    f"dingtalk://{TOKEN}/": ("text", "content"),
    f"wecombot://{TOKEN}": ("text", "content"),
    "json://HOST/hook": ("message",),
}
# Services that refuse with "200 OK", by the names that they give to number and reason.
REFUSALS = {
    f"feishu://{TOKEN}": {"code": 19024, "msg": "Key Words Not Found", "data": {}},
    f"lark://{TOKEN}": {"code": 19001, "msg": "param invalid"},
    f"dingtalk://{TOKEN}/": {"errcode": 310000, "errmsg": "keywords not in content"},
    f"wecombot://{TOKEN}": {"errcode": 93000, "errmsg": "invalid webhook url"},
}


@pytest.fixture
def hook(monkeypatch):
    with open_services(monkeypatch, patience=2) as hook:
        yield hook


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    settings = Settings(data=tmp_path_factory.mktemp("published"), notify=None, notify_block=None)
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), sentence="Qwen @all <at user_id=all> gives 3 billion 12345")
    desk.tell("tangyuan", reach("dau", 73.52e6, as_of="2026-02-07"))
    publish_desk(settings, desk)
    return settings.data


@pytest.fixture
def at(published, tmp_path):
    """A folder of its own with a release of two facts."""
    shutil.copytree(published, tmp_path / "data", symlinks=True)
    return Settings(data=tmp_path / "data", notify=None, notify_block=None)


def channels(hook, *addresses):
    text = " ".join(address.replace("HOST", hook.host) for address in addresses)
    return load_channels(Settings(notify=SecretStr(text), notify_block=None))


@pytest.mark.parametrize("address", CHATS)
def test_each_chat_gets_every_line_once(hook, at, address):
    if address.startswith("slack"):
        hook.answer = (200, "ok")
    made = make_digest(at, channels(hook, address), now=NOW)
    assert [one.outcome for one in made.deliveries] == ["delivered"]
    ((_, _, body),) = hook.taken
    assert body.count("lantern.example/0") == 1
    assert "github" not in body
    if CHATS[address]:
        (text,) = hook.texts(*CHATS[address])
        assert text.startswith("Hongbao digest, 3 Mar 2026: 2 lines")
        assert "Announced budget: ¥3 bn" in text.replace("\\", "")


@pytest.mark.parametrize("address", [f"feishu://{TOKEN}", f"lark://{TOKEN}", f"dingtalk://{TOKEN}/"])
def test_nobody_is_called_by_what_a_page_says(hook, at, address):
    make_digest(at, channels(hook, address), now=NOW)
    (text,) = hook.texts(*CHATS[address])
    assert "@all" not in text
    assert "<at" not in text


def test_teams_gets_short_messages(hook, at, monkeypatch):
    desk = Desk()
    for number in range(12):
        desk.tell("lantern", reach("dau", 1e6 * (number + 1), as_of=f"2026-02-{number + 10}"))
    publish_desk(at, desk)
    monkeypatch.setattr("apprise.plugins.workflows.requests.post", _redirect(hook))
    made = make_digest(at, channels(hook, "workflow://teams.example/abcdef/signature/"), now=NOW)
    assert [one.outcome for one in made.deliveries] == ["delivered"]
    assert len(hook.taken) > 2
    assert sum(body.count("Daily users") for body in hook.bodies) == 12


def _redirect(hook):
    import requests

    def post(_, **options):
        return requests.request("POST", hook.address + "/teams", **options)  # noqa: S113 - it is among the options

    return post


def test_mail_is_the_whole_page(at):
    with open_mailbox() as box:
        address = f"mailto://127.0.0.1:{box.port}?from=desk@mail.example&to=team@mail.example&mode=insecure"
        given = load_channels(Settings(notify=SecretStr(address), notify_block=None))
        made = make_digest(at, given, now=NOW)
    assert [one.outcome for one in made.deliveries] == ["delivered"], made.deliveries
    (mail,) = box.mails
    assert mail["Subject"] == "Hongbao digest, 3 Mar 2026: 2 lines"
    page = mail.get_body(("html",)).get_content()
    assert "Announced budget: ¥3 bn" in page
    assert "&lt;at user_id=all&gt;" in page


@pytest.mark.parametrize("address", REFUSALS)
def test_a_refusal_with_200_is_a_failure_with_its_reason(hook, at, address):
    hook.answer = (200, REFUSALS[address])
    (one,) = make_digest(at, channels(hook, address), now=NOW).deliveries
    reason = REFUSALS[address].get("msg") or REFUSALS[address]["errmsg"]
    assert (one.outcome, reason in one.message) == ("failed", True)
    assert ask(at, SENT).rows() == [(one.channel, "failed", 1, one.message)]


@pytest.mark.parametrize("address", REFUSALS)
def test_the_library_itself_still_takes_such_a_refusal_for_success(hook, at, address, monkeypatch):
    """When this fails, the library has learnt to listen, and delivery_answers can go."""
    monkeypatch.setattr("flows.delivery.hearing_refusals", contextlib.nullcontext)
    hook.answer = (200, REFUSALS[address])
    (one,) = make_digest(at, channels(hook, address), now=NOW).deliveries
    assert one.outcome == "delivered"


def test_the_network_is_tried_again_and_one_failure_leaves_the_others_delivered(hook, at):
    closed = "json://127.0.0.1:1/hook"
    made = make_digest(at, channels(hook, "json://HOST/hook", closed), now=NOW)
    assert sorted(one.outcome for one in made.deliveries) == ["delivered", "failed"]
    hook.taken.clear()
    hook.answer = (503, {})
    desk = Desk()
    desk.tell("lantern", money("budget", 5e9))
    publish_desk(at, desk)
    make_digest(at, channels(hook, "json://HOST/hook"), now=NOW)
    assert len(hook.taken) == 2


def test_what_failed_is_sent_again_when_asked_and_what_arrived_is_not(hook, at):
    given = channels(hook, f"wecombot://{TOKEN}", "json://HOST/hook")
    hook.answer = (200, {"errcode": 93000, "errmsg": "no"})
    made = make_digest(at, given, now=NOW)
    hook.answer = (200, {"errcode": 0})
    hook.taken.clear()
    again = send_again(at, given, made.digest.digest_id)
    assert [(one.channel[:8], one.outcome) for one in again.deliveries] == [("wecombot", "delivered")]
    assert len(hook.taken) == 1
    assert send_again(at, given, made.digest.digest_id).deliveries == ()
    assert [attempts for _, _, attempts, _ in ask(at, SENT).rows()] == [1, 2]


def test_what_was_cut_off_while_it_was_sent_is_unknown_and_not_sent_again_unasked(hook, at, monkeypatch):
    (channel,) = channels(hook, "json://HOST/hook")

    def cut_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("flows.delivery._send_all", cut_off)
        with pytest.raises(KeyboardInterrupt):
            make_digest(at, [channel], now=NOW)
    assert make_digest(at, [channel], now=NOW).digest is None
    assert [row[1] for row in ask(at, SENT).rows()] == ["unknown"]
    assert hook.taken == []
    digest_id = ask(at, "SELECT digest_id FROM raw.digests").item()
    assert [one.outcome for one in send_again(at, [channel], digest_id).deliveries] == ["delivered"]


def test_a_long_digest_names_how_many_lines_are_left_and_where(hook, at):
    short = at.model_copy(update={"digest_lines": 1, "public_url": "https://board.example/"})
    make_digest(short, channels(hook, f"feishu://{TOKEN}"), now=NOW)
    (text,) = hook.texts("content", "text")
    assert text.endswith("and 1 more: https://board.example/")


def test_the_command_says_what_failed_and_how_to_send_it_again(hook, at, monkeypatch):
    hook.answer = (200, {"errcode": 93000, "errmsg": "no"})
    monkeypatch.setenv("HONGBAO_NOTIFY", f"wecombot://{TOKEN}")
    told = CliRunner().invoke(app, ["digest", "--data", str(at.data)])
    assert told.exit_code == 1
    assert "--resend" in str(told.exception)
    assert TOKEN not in str(told.exception) + told.output


def test_a_wrong_address_is_told_before_anything_is_written(at, monkeypatch):
    monkeypatch.setenv("HONGBAO_NOTIFY", "nosuch://service")
    told = CliRunner().invoke(app, ["digest", "--data", str(at.data)])
    assert "address 1" in str(told.exception)
    assert ask(at, "FROM raw.digests").is_empty()


def test_parts_hold_whole_blocks_and_no_more_bytes_than_allowed():
    blocks = ["红包" * number for number in range(1, 20)]
    parts = list(fill_parts(blocks, 100))
    assert all(len(part.encode()) <= 100 for part in parts)
    assert "\n\n".join(parts).split("\n\n") == [shorten(block, 100) for block in blocks]
