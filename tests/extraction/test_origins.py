"""Who stands behind a figure, how firmly, and whether it is this holiday's: each kind of wording with what looks alike."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article

# text, the (measure, basis) of its only figure
SOURCES = {
    "the town talks": ("坊间盛传豆包春晚赞助费已超过10亿元，字节跳动没有回应。", ("sponsorship", "rumour")),
    "the town talks, traditional": ("坊間盛傳豆包春晚贊助費已超過10億元，字節跳動未有回應。", ("sponsorship", "rumour")),
    "said to": ("ByteDance is said to have paid 1 billion yuan to sponsor the gala for Doubao.", ("sponsorship", "rumour")),
    "no answer is no word": ("元宝的红包投入达10亿元，腾讯未作回应。", ("budget", "media")),
    "not announced": ("Yuanbao's red packet budget is 1 billion yuan, which Tencent has not announced.", ("budget", "media")),
    "an answer is one": ("腾讯回应称，元宝的红包投入达10亿元。", ("budget", "official")),
    "announced": ("Tencent announced a red packet budget of 1 billion yuan for Yuanbao.", ("budget", "official")),
    "an analyst on the outlay": ("有分析师认为，阿里巴巴千问春节活动实际支出已超过50亿元。", ("payout", "forecast")),
    "an analyst, traditional": ("有分析員更相信，阿里巴巴千問春節活動實際付出的已超過50億元。", ("payout", "forecast")),
    "actually spent": ("Analysts believe Alibaba actually spent 5 billion yuan on Qwen's campaign.", ("payout", "forecast")),
    "what it puts in is a budget": ("阿里巴巴宣布，千问春节活动投入30亿元。", ("budget", "official")),
    "a look at data": ("看数据：腾讯元宝日活4050万。", ("dau", "media")),
    "the firm's data": ("据腾讯数据，元宝日活4050万。", ("dau", "official")),
    "the firm shows data": ("腾讯元宝拿出了数据，日活4050万。", ("dau", "official")),
    "a paper says": ("First, says the Harbour newsletter, is Alibaba with 3 billion yuan in red packets for Qwen.", ("budget", "media")),
}  # fmt: skip
# text, the (value, bound) of its only figure
BOUNDS = {
    "no packet more than": ("No single packet of Yuanbao can hold more than CNY10,000.", (10_000, "at_most")),
    "never over": ("Yuanbao never had over 40 million daily active users.", (4e7, "at_most")),
    "did not top": ("Yuanbao did not top 40 million daily active users.", (4e7, "at_most")),
    "not exceeding": ("元宝日活未超过4000万。", (4e7, "at_most")),
    "no firm in sight": ("Yuanbao has more than 40 million daily active users.", (4e7, "at_least")),
    "not only": ("Yuanbao not only grew, it has more than 40 million daily active users.", (4e7, "at_least")),
    "broken": ("千问订单破了1000万单。", (1e7, "at_least")),
    "broken, traditional": ("千問訂單衝破1000萬單。", (1e7, "at_least")),
    "broke": ("Qwen's orders broke 10 million.", (1e7, "at_least")),
}  # fmt: skip
# text, the (measure, value) of its figures
YEARS = {
    "next year, expected": ("分析师预计百度文心助手明年春节红包预算将达20亿元。", set()),
    "next year, expected, traditional": ("機構預測，來年文心的紅包預算有望達20億元。", set()),
    "next year, in English": ("Analysts expect Wenxin's red packet budget to reach 2 billion yuan next year.", set()),
    "this year, next to next year": ("预计明年竞争更激烈，今年文心红包预算为5亿元。", {("budget", 5e8)}),
    "announced": ("百度宣布文心明年春节将发5亿元红包。", {("budget", 5e8)}),
}  # fmt: skip


def _figures(text, watchlist):
    return [one for one in read_article(make_article(text), watchlist).claims if one.kind != "event"]


@pytest.mark.parametrize(("text", "expected"), SOURCES.values(), ids=SOURCES)
def test_who_stands_behind_a_figure(text, expected, watchlist):
    assert [(one.measure, one.basis) for one in _figures(text, watchlist)] == [expected]


@pytest.mark.parametrize(("text", "expected"), BOUNDS.values(), ids=BOUNDS)
def test_how_firm_a_figure_is(text, expected, watchlist):
    assert [(one.value, one.bound) for one in _figures(text, watchlist)] == [expected]


@pytest.mark.parametrize(("text", "expected"), YEARS.values(), ids=YEARS)
def test_what_is_expected_of_the_next_holiday_is_no_budget_of_this_one(text, expected, watchlist):
    assert {(one.measure, one.value) for one in _figures(text, watchlist)} == expected
