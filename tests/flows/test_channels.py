"""Addresses of channels: known by service, named by place, never told."""

import pytest
from pydantic import SecretStr

from flows.channels import load_channels
from flows.errors import RunError
from flows.settings import Settings

TOKEN = "abcdefabcdefabcdefabcdefabcdefab12345678"
UUID = "12345678-abcd-1234-abcd-1234567890ab"
TEAMS = "https://prod-1.westeurope.logic.azure.com:443/workflows/{0}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={1}"
ADDRESSES = {
    "slack://T1234ABCD/B1234ABCD/abcdefghijklmnopqrstuvwx": "slack",
    "https://hooks.slack.com/services/T1234ABCD/B1234ABCD/abcdefghijklmnopqrstuvwx": "slack",
    TEAMS.format("0123456789abcdef0123456789abcdef", "aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefg"): "workflow",
    f"feishu://{TOKEN}": "feishu",
    f"https://open.feishu.cn/open-apis/bot/v2/hook/{UUID}": "feishu",
    f"lark://{UUID}": "lark",
    f"https://open.larksuite.com/open-apis/bot/v2/hook/{UUID}": "lark",
    f"dingtalk://{TOKEN}/": "dingtalk",
    f"https://oapi.dingtalk.com/robot/send?access_token={TOKEN}": "dingtalk",
    f"wecombot://{UUID}": "wecombot",
    f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={UUID}": "wecombot",
    "mailtos://desk:pa55word@mail.example?to=team@mail.example": "mailtos",
    "jsons://hooks.example/digest?+X-Token=verysecret": "jsons",
}


def channels(text):
    return load_channels(Settings(notify=SecretStr(text), notify_block=None))


@pytest.mark.parametrize(("address", "service"), ADDRESSES.items(), ids=lambda said: said.partition("://")[0])
def test_each_service_is_known_by_its_address(address, service):
    (channel,) = channels(address)
    assert channel.label.startswith(f"{service}")
    assert "#" in channel.label
    assert (channel,) == tuple(channels(address)) or channel.label == channels(address)[0].label


def test_a_label_is_stable_and_tells_nothing():
    for address in ADDRESSES:
        (channel,) = channels(address)
        service, _, mark = channel.label.partition("#")
        assert len(mark) == 6
        assert mark not in address
        assert all(secret not in repr(channel) for secret in channel.secrets if secret != service)


@pytest.mark.parametrize("address", [
    "nosuch://canarytoken", "canarytoken-without-a-service", "dingtalk://", "slack://canarytoken",
    "https://canary.example/unknown/hook", "msteams://canarytoken@a/b/c", "mailto://bob:canary]x@mail.example",
    "mailto://bob:canary\u2100x@mail.example",
])  # fmt: skip
def test_a_wrong_address_is_named_by_its_place_only(address, caplog, capfd):
    with pytest.raises(RunError, match="HONGBAO_NOTIFY: address 2 ") as error:
        channels(f"dingtalk://{TOKEN}/ {address}")
    told = str(error.value) + caplog.text + "".join(capfd.readouterr())
    assert "canary" not in told
    assert TOKEN not in told


def test_an_address_that_is_given_twice_is_one_channel():
    assert len(channels(f"dingtalk://{TOKEN}/ dingtalk://{TOKEN}/")) == 1


def test_no_address_is_no_channel():
    assert load_channels(Settings(notify=None, notify_block=None)) == []
