"""A fifth rival is a change of data, and a mistake in the data is one line that says what to mend."""

import copy
import tomllib

import pytest

from extraction.errors import WatchlistError
from extraction.reading import read_article
from extraction.watchlist import build_watchlist
from tests.conftest import REPOSITORY, make_article


@pytest.fixture
def data():
    return tomllib.loads((REPOSITORY / "config" / "watchlist.toml").read_text(encoding="utf-8"))


def test_a_fifth_rival_is_read_once_it_is_listed(data):
    lamp = {
        "id": "denglong", "role": "rival", "name": {"en": "Denglong", "zh": "灯笼"}, "colour": "#334155",
        "app": ["Denglong", "灯笼助手"], "company": [], "first_season": 2027,
    }  # fmt: skip
    data["app"].append(lamp)
    text = "灯笼助手宣布春节派发8亿元现金红包，元宝则是10亿元。"
    claims = read_article(make_article(text, "2027-01-20"), build_watchlist(data, "w")).claims
    assert {(claim.app, claim.value) for claim in claims} == {("denglong", 8e8), ("yuanbao", 1e9)}


def broken(data, change):
    wrong = copy.deepcopy(data)
    change(wrong)
    with pytest.raises(WatchlistError) as caught:
        build_watchlist(wrong, "watchlist.toml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: d["app"][0].update(id="Q wen"), "app.0.id"),
        (lambda d: d["app"][1].update(role="home"), "exactly one"),
        (lambda d: d["app"][1].update(id="qwen"), "used twice"),
        (lambda d: d["app"][0].update(colour="red"), "app.0.colour"),
        (lambda d: d["app"][0].update(aliases=[]), "app.0.aliases"),
        (lambda d: d["app"][0].pop("first_season"), "app.0.first_season"),
        (lambda d: d["app"][0].update(company_before="nobody"), "nobody"),
        (lambda d: d.update(app=[]), "app"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_line_with_its_place(data, change, says):
    message = broken(data, change)
    assert message.startswith("watchlist.toml: ")
    assert says in message
    assert "\n" not in message
