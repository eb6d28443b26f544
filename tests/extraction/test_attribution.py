"""Each figure goes to the one it belongs to: the heart of the product, one sentence a case."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article

# text, the (app, measure, value) it states; other actors' claims are listed too
CASES = {
    "respectively": (
        "Tencent and Baidu have promised 2 billion yuan and 700 million yuan in red envelopes respectively.",
        {("yuanbao", "budget", 2e9), ("wenxin", "budget", 7e8)},
    ),
    "in the same order without the word": (
        "QuestMobile的数据：豆包、千问、元宝的日活分别为8000万、7000万和1900万。",
        {("doubao", "dau", 8e7), ("qwen", "dau", 7e7), ("yuanbao", "dau", 1.9e7)},
    ),
    "verbless list": ("数数弹药：千问40亿，元宝20亿，文心6亿。", {("qwen", "budget", 4e9), ("yuanbao", "budget", 2e9), ("wenxin", "budget", 6e8)}),
    "handed over at once": (
        "The budgets are 4 billion yuan for Qwen, 2 billion for Yuanbao and 600 million for Wenxin.",
        {("qwen", "budget", 4e9), ("yuanbao", "budget", 2e9), ("wenxin", "budget", 6e8)},
    ),
    "company for app": ("百度拿出6亿元现金红包。", {("wenxin", "budget", 6e8)}),
    "zero pronoun": ("元宝的红包活动昨天结束。主会场抽奖累计超40亿次。", {("yuanbao", "interactions", 4e9)}),
    "total of several": ("腾讯、阿里、百度三家合计砸下66亿元红包。", {("other:combined", "budget", 6.6e9)}),
    "context actor keeps its own": ("DeepSeek月活1.5亿，豆包月活2亿。", {("other:deepseek", "mau", 1.5e8), ("doubao", "mau", 2e8)}),
    "history is the firm's, not the app's": ("2015年春晚，腾讯通过微信摇一摇发了5亿元红包。", {("other:wechat", "budget", 5e8)}),
    "venue owns nothing": ("On the CCTV gala night Doubao counted 2 billion interactions.", {("doubao", "interactions", 2e9)}),
    "gold ingots and bean buns": ("店里卖出金元宝30万枚，蒸豆包1000万个。", set()),
    "a possessor is nearer than a subject": (
        "Doubao had 172 million monthly active users, ahead of DeepSeek's 144 million.",
        {("doubao", "mau", 1.72e8), ("other:deepseek", "mau", 1.44e8)},
    ),
    "what is near another is not about it": (
        "Qwen is Alibaba's app. Its daily active users touched 74 million, within sight of Doubao's 79 million. Each card is worth 25 yuan.",
        {("qwen", "dau", 7.4e7), ("doubao", "dau", 7.9e7), ("qwen", "coupon", 25)},
    ),
    "a target is no level": ("内部人士说，豆包单日活跃要冲1亿。", set()),
    "a hoax is no budget": ("网上所说的“元宝加发20亿元红包”是假消息。", set()),
    "a sum not settled": ("千问也在筹备红包，总额或为10亿元，规模尚未敲定。", set()),
    "sums counted in the spoken way": ("千问三十个亿砸下去，不崩才怪。", {("qwen", "budget", 3e9)}),
    "gap is no level": ("元宝日活1800万，比千问少约5500万。", {("yuanbao", "dau", 1.8e7)}),
    "cap is no budget": ("元宝发20亿元现金红包，单个最高1万元。", {("yuanbao", "budget", 2e9), ("yuanbao", "prize_max", 1e4)}),
    "capex is no campaign": ("Alibaba's capital expenditure reached 120 billion yuan; Qwen gives away 4 billion yuan in free orders.", {("qwen", "budget", 4e9)}),
    "owners named behind their sums": (
        "After the 1.2 billion red envelopes from Tencent and the 4 billion free orders from Alibaba, Doubao has joined.",
        {("yuanbao", "budget", 1.2e9), ("qwen", "budget", 4e9)},
    ),
    "a new name ends the claim of the one before": (
        "Before it came Qwen and its plan of 4 billion yuan, Tencent's Yuanbao, cash packets of 1.2 billion yuan.",
        {("qwen", "budget", 4e9), ("yuanbao", "budget", 1.2e9)},
    ),
    "a figure right behind a span of time": ("千问4小时200万单的战报贴出来了。", {("qwen", "orders", 2e6)}),
    "each of two": (
        "Tencent and Baidu trail it, which each set aside over 1.2 billion yuan for red envelopes.",
        {("yuanbao", "budget", 1.2e9), ("wenxin", "budget", 1.2e9)},
    ),
    "a shop in passing is no subject": (
        "Qwen's free orders began at ten. The till rang all day for Taobao. The queue hung when there were over 2 million orders.",
        {("qwen", "orders", 2e6)},
    ),
    "the noun of another part of the sentence": (
        "Qwen ended the night with 9 million orders and Yuanbao with 600 million draws.",
        {("qwen", "orders", 9e6), ("yuanbao", "interactions", 6e8)},
    ),
    "two figures in a row with a noun before each": (
        "元宝DAU超5200万、MAU达1.18亿。", {("yuanbao", "dau", 5.2e7), ("yuanbao", "mau", 1.18e8)},
    ),
    "a heading says what a list spends": (
        "Spend so far. Alibaba, 4.2 billion yuan. Tencent, 2 billion. Baidu, 800 million.",
        {("qwen", "budget", 4.2e9), ("yuanbao", "budget", 2e9), ("wenxin", "budget", 8e8)},
    ),
    "a table's first row says what it holds": (
        "春节红包大战\n产品 | 投入 | 数据\n豆包 | 未披露 | 互动21亿次\n元宝 | 12亿元 | DAU 5200万\n千问 | 42亿元 | 下单1.3亿笔",
        {("doubao", "interactions", 2.1e9), ("yuanbao", "budget", 1.2e9), ("yuanbao", "dau", 5.2e7),
         ("qwen", "budget", 4.2e9), ("qwen", "orders", 1.3e8)},
    ),
    "prizes in a list": (
        "Top packets: Qwen 18,888 yuan, Wenxin 9,000.", {("qwen", "prize_max", 18_888), ("wenxin", "prize_max", 9_000)},
    ),
    "the other side of a comparison": ("Qwen had 73 million daily users, ahead of Yuanbao.", {("qwen", "dau", 7.3e7)}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_figure_goes_to_its_owner(text, expected, watchlist):
    claims = read_article(make_article(text), watchlist).claims
    assert {(c.app, c.measure, c.value) for c in claims if c.kind != "event"} == expected


def test_a_rejected_figure_is_kept_with_its_reason(watchlist):
    rejected = read_article(make_article("元宝日活1800万，比千问少约5500万。"), watchlist).rejected
    assert [(one.figure, one.reason) for one in rejected] == [("5500万", "gap")]


def test_a_dollar_figure_in_brackets_is_no_second_claim(watchlist):
    (claim,) = read_article(
        make_article("Alibaba will spend 4 billion yuan ($570 million) on its Qwen giveaway."), watchlist
    ).claims
    assert (claim.value, claim.currency, claim.value_cny, claim.cny_basis) == (4e9, "CNY", 4e9, "stated in yuan")


def test_a_dollar_claim_takes_the_articles_own_conversion(watchlist):
    (claim,) = read_article(
        make_article("Alibaba's $570 million (4 billion yuan) Qwen giveaway has begun."), watchlist
    ).claims
    assert (claim.currency, claim.value_cny, claim.cny_basis) == ("USD", 4e9, "the article's own conversion")


def test_the_tracker_who_measured_is_the_origin(watchlist):
    (claim,) = read_article(
        make_article("By QuestMobile's count Qwen had 73 million daily users on February 7."), watchlist
    ).claims
    assert (claim.basis, claim.origin, claim.as_of, claim.season) == ("measured", "QuestMobile", "2026-02-07", 2026)
