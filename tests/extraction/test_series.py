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
    "before another tells": (
        "豆包除夕录得20亿次互动，AICPB估计当晚日活突破1.2亿。", {2e9: None, 1.2e8: "AICPB"},
    ),
    "before another tells, in English": (
        "ByteDance counted 2 billion interactions of Doubao and AICPB saw its daily users pass 120 million.",
        {2e9: None, 1.2e8: "AICPB"},
    ),
    "credited behind the first": (
        "Qwen had 73 million daily users, according to QuestMobile, and 11 million orders.", {73e6: "QuestMobile", 11e6: "QuestMobile"},
    ),
    "the day before, told later": (
        "QuestMobile: Qwen had 58 million daily users on February 6, 2026.\nTea!\nOn February 5, 2026 Qwen had 7 million daily users.",
        {58e6: "QuestMobile", 7e6: "QuestMobile"},
    ),
    "… of one table": (
        "QuestMobile：2026年2月6日千问日活5800万。\n奶茶免单。\n2026年2月7日，豆包、千问的日活分别为7800万、7300万。",
        {58e6: "QuestMobile", 78e6: "QuestMobile", 73e6: "QuestMobile"},
    ),
    "a month later": (
        "QuestMobile: Qwen had 58 million daily users on February 6, 2026.\nOn March 5, 2026 Qwen had 41 million daily users.",
        {58e6: "QuestMobile", 41e6: None},
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
