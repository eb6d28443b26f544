"""Figures that look like a campaign's and are none: costs, limits, examples, increments, other people's; each with a look-alike."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article

# text, the (app, measure, value) of its figures
FIGURES = {
    "a firm's marketing costs": ("Marketing costs of Tencent, maker of Yuanbao, rose to 13 billion yuan.", set()),
    "a server bill": ("Qwen's campaign goes on. Alibaba's server bill last quarter, 31 billion yuan.", set()),
    "marketing of a campaign": ("Tencent's marketing campaign for Yuanbao is worth 1 billion yuan.", {("yuanbao", "budget", 1e9)}),
    "a limit on withdrawals": ("元宝红包单日提现上限300元。", set()),
    "a government's vouchers": (
        "Qwen's campaign has begun. For the holiday, city governments set aside 270 million yuan for vouchers.", set(),
    ),
    "a trade-in": ("千问送红包。以旧换新另有补贴600亿元。", set()),
    "the largest packet": ("元宝红包单个上限3000元。", {("yuanbao", "prize_max", 3000)}),
    "no app": ("Yuanbao's downloads go on: no app gets nine million downloads in a day.", set()),
    "for example": ("千问拉新不便宜，比方30亿换1亿下载。", set()),
    "supposed": ("今年若还是这个留存率，千问拉来的1亿人只剩200万。", set()),
    "by that measure": ("若以日活计，千问达7300万。", {("qwen", "dau", 7.3e7)}),
    "what users could get": (
        "Qwen's users could get free tea, and 11 million orders were placed.", {("qwen", "orders", 1.1e7)},
    ),
    "after the surge": ("After the surge, 73 million people used Qwen daily.", {("qwen", "users", 7.3e7)}),
    "planned for": ("千问首日原先只准备了400万单的运力。", set()),
    "one kind of makers": ("豆包在前。手机厂商那一拨月活跃用户4.6亿。", set()),
    "a leap": ("Yuanbao had 31 million daily users. Its leap, 14 million in a day, was the largest.", {("yuanbao", "dau", 3.1e7)}),
    "up on": ("Doubao had 240 million monthly active users, 110 million up on January.", {("doubao", "mau", 2.4e8)}),
    "might get": ("Of that, it thinks, Qwen might get 5 billion and Yuanbao 2 billion.", set()),
    "a headline without names": ("豆包发布战报。\n*61.2万笔订单VS 600亿Tokens*", set()),
    "a fee to a broadcaster": (
        "Doubao's red packets come on top of the fee due to the broadcaster, put at 1.2 billion yuan.",
        {("doubao", "sponsorship", 1.2e9)},
    ),
    "ads, and ads": (
        "Yuanbao's ads cost RMB5.1bn in one quarter; Qwen's bill was RMB1.4bn.",
        {("yuanbao", "ad_spend", 5.1e9), ("qwen", "ad_spend", 1.4e9)},
    ),
    "an audience without the gala's name": (
        "豆包在春晚上。播出时有3亿人同时在看。", {("other:cctv_gala", "viewers", 3e8)},
    ),
    "two against each other": (
        "豆包三季度超过DeepSeek以后，周活已经甩开一大截：1.6亿 VS 8100万。",
        {("doubao", "wau", 1.6e8), ("other:deepseek", "wau", 8.1e7)},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES.values(), ids=FIGURES)
def test_only_a_campaign_s_figures_are_claims(text, expected, watchlist):
    claims = read_article(make_article(text), watchlist).claims
    assert {(one.app, one.measure, one.value) for one in claims if one.kind != "event"} == expected
