"""A tracker stands behind the figures of its series, and behind no others."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article

# text, who measured each figure
ORIGINS = {
    "the next sentence of a series": (
        "QuestMobile puts Qwen's daily users at 58 million on February 6. On February 7 Qwen had 73 million daily users.",
        {58e6: "QuestMobile", 73e6: "QuestMobile"},
    ),
    "in Chinese": (
        "QuestMobile数据显示，2月6日千问DAU为5840万。2月5日其DAU为710万。", {58.4e6: "QuestMobile", 7.1e6: "QuestMobile"},
    ),
    "in traditional characters": (
        "QuestMobile統計，2月6日千問日活5840萬。2月7日千問日活7350萬。", {58.4e6: "QuestMobile", 73.5e6: "QuestMobile"},
    ),
    "it speaks on": (
        "QuestMobile published new figures. It put Qwen's daily active users at 73 million.", {73e6: "QuestMobile"},
    ),
    "another app's figure": (
        "QuestMobile has Qwen at 58 million daily users. Yuanbao had 23 million daily users.", {58e6: "QuestMobile", 23e6: None},
    ),
    "another measure": (
        "QuestMobile has Qwen at 58 million daily users. Qwen took 10 million orders.", {58e6: "QuestMobile", 10e6: None},
    ),
    "another paragraph": (
        "QuestMobile has Qwen at 58 million daily users.\nQwen had 73 million daily users.", {58e6: "QuestMobile", 73e6: None},
    ),
    "the app is it": (
        "QuestMobile published new figures on Qwen. It had 73 million daily active users.", {73e6: None},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ORIGINS.values(), ids=ORIGINS)
def test_a_tracker_goes_on_with_its_series(text, expected, watchlist):
    claims = read_article(make_article(text), watchlist).claims
    found = {one.value: one.origin if one.basis == "measured" else None for one in claims if one.kind == "reach"}
    assert found == expected
