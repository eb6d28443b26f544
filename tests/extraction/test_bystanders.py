"""Names that a sentence only sets beside a figure, and figures that several or nobody have: each shape, read right."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article

# text, the (app, measure, value) of its figures
FIGURES = {
    "nobody like it": (
        "Doubao leads. Nobody grew like Qwen: its daily active users rose to 73 million.", {("qwen", "dau", 7.3e7)},
    ),
    "who opened it": (
        "Neither Wenxin, at 12 million users, nor Yuanbao came near the 90 million people who opened Qwen on Sunday.",
        {("wenxin", "users", 1.2e7), ("qwen", "users", 9e7)},
    ),
    "how far from it": ("千问日活5800万。2月7日又到7300万,和豆包(7800万)只差500万。", {("qwen", "dau", 5.8e7), ("qwen", "dau", 7.3e7), ("doubao", "dau", 7.8e7)}),
    "a pair against each other": (
        "千问 vs 元宝，昨日日活 8700万 : 5300万。", {("qwen", "dau", 8.7e7), ("yuanbao", "dau", 5.3e7)},
    ),
    "a pronoun": ("千问来了。它的红包预算是33亿元，而元宝只有16亿元。", {("qwen", "budget", 3.3e9), ("yuanbao", "budget", 1.6e9)}),
    "at another firm": (
        "Qwen is ahead. At Meituan, a big rival of Alibaba, more than 90 million people planned trips.",
        {("other:meituan", "users", 9e7)},
    ),
    "another firm's assistant": (
        "Qwen grows. LingLong, the new assistant of Ant Group, had two million downloads.",
        {("other:alipay", "downloads", 2e6)},
    ),
    "half a nation": ("元宝上线。背后是腾讯14亿月活用户。", {("other:wechat", "mau", 1.4e9)}),
    "half a nation, in English": ("Tencent's 1.4 billion monthly active users may open Yuanbao.", {("other:wechat", "mau", 1.4e9)}),
    "no half of a nation": ("Tencent counts 114 million monthly active users.", {("yuanbao", "mau", 1.14e8)}),
    "in brackets behind a footnote": (
        "1For users four giants (Alibaba, ByteDance, Tencent, Baidu) laid out 5 billion yuan in red packets.",
        {("other:combined", "budget", 5e9)},
    ),
    "from two in quotation marks": (
        'Promotions worth over 4 billion yuan came from Tencent\'s "元宝" and Alibaba\'s "千问".',
        {("other:combined", "budget", 4e9)},
    ),
    "sums against each other, no name": ("The red packets of Yuanbao. RMB 3 billion vs RMB 1 billion is half the story.", set()),
    "topped up by": ("Tencent topped up its red packets by 400 million yuan.", set()),
    "all apps of a store": ("豆包在前。2024年10月，全球AI APP苹果端下载合计6000万。", set()),
    "what a budget would buy": ("千问30亿元预算最多送得出1.2亿单奶茶。", {("qwen", "budget", 3e9)}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES.values(), ids=FIGURES)
def test_whose_a_figure_is(text, expected, watchlist):
    claims = read_article(make_article(text), watchlist).claims
    assert {(one.app, one.measure, one.value) for one in claims if one.kind != "event"} == expected
