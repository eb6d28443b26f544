"""A figure is of the day it speaks of: not of the day it was told, nor of the next figure's, nor of the one before."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article

# text (all published on 28 February 2027), the day of each figure
DAYS = {
    "said on": (
        "PandaMeter said on Thursday that Doubao had 145 million daily active users on February 5, 2027.", {145e6: "2027-02-05"},
    ),
    "on that day said": ("On Friday, Tencent said Yuanbao had 40 million daily users on February 5.", {40e6: "2027-02-05"}),
    "told and never dated": ("阿里巴巴2月28日表示，千问订单累计2亿单。", {2e8: None}),
    "told, then dated": ("2月28日，阿里巴巴披露，千问2月6日的订单为1000万单。", {1e7: "2027-02-06"}),
    "a level that is told": ("2月18日腾讯宣布，元宝日活跃用户已超过5000万。", {5e7: "2027-02-18"}),
    "a level that is told in English": (
        "Alibaba said on January 14 that Qwen now has 100 million monthly active users.", {1e8: "2027-01-14"},
    ),
    "a peak that is told": ("2月18日腾讯宣布，元宝日活峰值达5000万。", {5e7: None}),
    "in traditional characters": ("騰訊2月18日公布，元寶除夕日活4050萬。", {40.5e6: "2027-02-05"}),
    "a dated report": (
        "In a report of February 20, PandaMeter put Doubao's daily users at 120 million on New Year's Eve.",
        {120e6: "2027-02-05"},
    ),
    "what is reported of a day": ("On February 5, Doubao reported 1.9 billion interactions.", {1.9e9: "2027-02-05"}),
    "a day that is told with what it told": (
        "Couriers brought 31 million orders for Qwen on Saturday, it said.", {31e6: "2027-02-27"},
    ),
    "the same day": (
        "Doubao had 145 million daily users on February 5. Yuanbao had 40 million that day, Qwen 73 million on February 7.",
        {145e6: "2027-02-05", 40e6: "2027-02-05", 73e6: "2027-02-07"},
    ),
    "the same day in Chinese": (
        "豆包2月5日日活1.45亿，元宝当天4050万，千问2月7日为7352万。",
        {1.45e8: "2027-02-05", 40.5e6: "2027-02-05", 73.52e6: "2027-02-07"},
    ),
    "an evening of another app": (
        "除夕当晚豆包互动18亿次，千问整个活动送出1.9亿单。", {1.8e9: "2027-02-05", 1.9e8: None},
    ),
    "the same day as none told": (
        "同日，元宝日活4050万，而千问2月7日为7352万。", {40.5e6: None, 73.52e6: "2027-02-07"},
    ),
    "that night of a feast": ("2月14日豆包公布，除夕当晚互动19亿次。", {1.9e9: "2027-02-05"}),
    "another app's total": (
        "On New Year's Eve, ByteDance reported 1.9 billion Doubao interactions; at Alibaba, Qwen took 200 million orders.",
        {1.9e9: "2027-02-05", 2e8: None},
    ),
    "another app's total in Chinese": ("除夕，豆包互动19亿次；千问假期共有近2亿单。", {1.9e9: "2027-02-05", 2e8: None}),
    "another app's figure of the same kind": (
        "On Feb. 6, Qwen had 58.4 million daily users; Yuanbao had 23.9 million.",
        {58.4e6: "2027-02-06", 23.9e6: "2027-02-06"},
    ),
    "between two days": (
        "Qwen's daily users leapt from 7.1 million to 58.4 million between Feb. 5 and Feb. 6.",
        {7.1e6: "2027-02-05", 58.4e6: "2027-02-06"},
    ),
    "between two days, told first": (
        "Between Feb. 5 and Feb. 6, Qwen's daily users leapt from 7.1 million to 58.4 million.",
        {7.1e6: "2027-02-05", 58.4e6: "2027-02-06"},
    ),
    "from day to day in Chinese": (
        "2月5日至6日，千问日活从710万涨到5840万。", {7.1e6: "2027-02-05", 58.4e6: "2027-02-06"},
    ),
    "each figure with its day": (
        "Yuanbao’s daily users more than doubled, from 31 million on Friday to 64 million on Saturday.",
        {31e6: "2027-02-26", 64e6: "2027-02-27"},
    ),
    "what it rose from": (
        "Qwen's daily users rose from 7.1 million to 58.4 million on Feb. 6.", {7.1e6: None, 58.4e6: "2027-02-06"},
    ),
    "the last of the days counted": (
        "Stores saw 2.3 million downloads of Yuanbao between Monday and Wednesday.", {2.3e6: "2027-02-24"},
    ),
    "the day before, beside it": (
        "2月6日千问日活5840万，较前一日的710万增长720%。", {58.4e6: "2027-02-06", 7.1e6: "2027-02-05", 720: "2027-02-06"},
    ),
    "the day before, named": (
        "前一天（2月5日）千问日活才710万，当天冲上5840万。", {7.1e6: "2027-02-05", 58.4e6: "2027-02-06"},
    ),
    "a month gone by": ("Doubao had 155 million weekly active users in December.", {155e6: "2026-12"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DAYS.values(), ids=DAYS)
def test_a_figure_is_of_its_own_day(text, expected, watchlist):
    claims = read_article(make_article(text, "2027-02-28"), watchlist).claims
    assert {one.value: one.as_of for one in claims if one.kind == "reach"} == expected
