"""Figures that are somebody else's, though an app is named beside them: an audience's, a leader's, a state's, a gap."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article

# text, the (app, measure, value) of its figures
FIGURES = {
    "an audience at its peak": (
        "除夕那天,豆包AI互动总数19亿次,每分钟平均有3.25亿人同时看春晚,最高过了4亿人!",
        {("doubao", "interactions", 1.9e9), ("other:cctv_gala", "viewers", 4e8)},
    ),
    "an audience before its sets": (
        "豆包除夕互动19亿次，春晚每分钟3.2亿人在电视前，峰值4.1亿人。",
        {("doubao", "interactions", 1.9e9), ("other:cctv_gala", "viewers", 4.1e8)},
    ),
    "an audience behind the app": (
        "除夕夜豆包很忙：3.1亿人看春晚，最多的时候有4亿人。",
        {("other:cctv_gala", "viewers", 3.1e8), ("other:cctv_gala", "viewers", 4e8)},
    ),
    "an audience at its height": (
        "The gala with Doubao had 325 million viewers on average, and more than 400 million people at its height.",
        {("other:cctv_gala", "viewers", 3.25e8), ("other:cctv_gala", "viewers", 4e8)},
    ),
    "an audience by the minute": (
        "Doubao had 1.9 billion interactions; 325 million people a minute watched the gala, at the peak over 400 million people.",
        {("doubao", "interactions", 1.9e9), ("other:cctv_gala", "viewers", 4e8)},
    ),
    "an audience hour by hour": (
        "Doubao was the gala's partner: 300 million people were watching at nine, 400 million people at midnight.",
        {("other:cctv_gala", "viewers", 3e8), ("other:cctv_gala", "viewers", 4e8)},
    ),
    "an audience and an app's users": (
        "The gala had 423 million viewers, and 74 million people used Doubao.",
        {("other:cctv_gala", "viewers", 4.23e8), ("doubao", "users", 7.4e7)},
    ),
    "an audience and an app's people": (
        "3亿人看春晚，1.3亿人用豆包写了祝福。", {("other:cctv_gala", "viewers", 3e8), ("doubao", "users", 1.3e8)},
    ),
    "an app's people without a gala": ("千问让1.3亿人第一次用AI下单。", {("qwen", "users", 1.3e8)}),
    "who comes in with a turn": (
        "Yuanbao's red packets met trouble. There were to be 1 billion yuan for new users, and then came a super app, WeChat, with limits.",
        {("yuanbao", "budget", 1e9)},
    ),
    "… with a but": (
        "Yuanbao's red packet campaign ran into trouble. It was to be 1 billion yuan for everyone, but then its sister, WeChat, said no.",
        {("yuanbao", "budget", 1e9)},
    ),
    "… with an until": (
        "Yuanbao's red packet campaign began well. There was a pot of 1 billion yuan, until one app, WeChat, stepped in.",
        {("yuanbao", "budget", 1e9)},
    ),
    "… in Chinese": ("元宝的红包活动刚开始。本有10亿元红包等着新用户，不料微信先出手。", {("yuanbao", "budget", 1e9)}),
    "… in fewer words": ("元宝春节红包上线。给用户的是10亿元现金红包，可微信一纸公告。", {("yuanbao", "budget", 1e9)}),
    "who is behind a participle": (
        "With more than a billion users, WeChat is where Yuanbao's red packets go.", {("other:wechat", "users", 1e9)},
    ),
    "past it by": (
        "On Feb. 6 Qwen DAU leapt to 58.48 million, past Yuanbao by about 34.49 million DAU.", {("qwen", "dau", 58_480_000)},
    ),
    "overtook it by": ("Qwen overtook Yuanbao by 34 million daily users on February 6.", set()),
    "exceeded its count by": (
        "Qwen's DAU of 58 million exceeded Yuanbao's daily count by some 34 million.", {("qwen", "dau", 5.8e7)},
    ),
    "left behind by": ("2月6日千问DAU为5848万，甩开元宝约3449万。", {("qwen", "dau", 58_480_000)}),
    "overtaken by": ("千问日活5848万，反超元宝3449万。", {("qwen", "dau", 58_480_000)}),
    "overtook by reaching": ("Qwen surpassed Yuanbao on Friday by reaching 58 million daily users.", {("qwen", "dau", 5.8e7)}),
    "passed a mark": ("Qwen passed 58 million daily users.", {("qwen", "dau", 5.8e7)}),
    "left far behind, then a level": ("豆包已经甩开一大截：周活1.55亿。", {("doubao", "wau", 1.55e8)}),
    "against the leader": (
        "In weekly active users Yuanbao is behind (about 20.8m against 155m for the leader).", {("yuanbao", "wau", 20_800_000)},
    ),
    "the front-runner's": (
        "Yuanbao's weekly active users: 20.8 million, compared with 155 million for the front-runner.",
        {("yuanbao", "wau", 20_800_000)},
    ),
    "the leader has": ("Wenxin has 12 million daily active users; the leader has 130 million.", {("wenxin", "dau", 1.2e7)}),
    "the first one's in Chinese": ("元宝周活2080万，第一名是1.55亿。", {("yuanbao", "wau", 20_800_000)}),
    "the top of the chart": ("文心日活1200万，榜首则有1.3亿。", {("wenxin", "dau", 1.2e7)}),
    "a leader with a name": ("Doubao, the leader, has 155 million weekly active users.", {("doubao", "wau", 1.55e8)}),
    "a leader with a name in Chinese": ("千问登上榜首，日活为7352万。", {("qwen", "dau", 73_520_000)}),
    "a lottery of the state": (
        "Alibaba's Qwen has a giveaway. There is a lottery for those who shop or travel, whose prizes come to 1 billion yuan.", set(),
    ),
    "a lottery on receipts": ("Qwen gives red packets. The receipt lottery hands out 1 billion yuan.", set()),
    "a raffle for shoppers": ("Qwen gives red packets. In a raffle for shoppers there are 500 million yuan to win.", set()),
    "invoices that win": ("千问发红包。各地有奖发票共投入10亿元。", set()),
    "a lottery for buyers": ("文心发红包。消费抽奖奖金达5亿元。", set()),
    "a lottery of the app": ("Yuanbao's lottery has 1 billion yuan in red packets.", {("yuanbao", "budget", 1e9)}),
    "the worth of orders": (
        "Qwen's tea. In only 9 hours over 10 million free orders (together about 250 million yuan).", {("qwen", "orders", 1e7)},
    ),
    "… in Chinese brackets": ("千问9小时1000万单（折合2.5亿元）。", {("qwen", "orders", 1e7)}),
    "a coupon for each": ("千问免单卡单人最多21张（共525元）。", {("qwen", "coupon", 525)}),
    "cells that ran into one another": ("Qwen Doubao Yuanbao\nCampaign Budget$420M (3B yuan)Undisclosed$144M (1B yuan)", set()),
    "by a measure, not by people": (
        "Users placed 200 million orders. By monthly active users Doubao stands at about 200 million and Qwen at 130 million.",
        {("doubao", "mau", 2e8), ("qwen", "mau", 1.3e8)},
    ),
    "by people": ("The orders made by users of Qwen numbered over 10 million.", {("qwen", "orders", 1e7)}),
    "a plan of a sum": (
        'With a "Treat Plan" of 30 billion yuan ($4.2 billion) Alibaba has subsidies for Qwen.', {("qwen", "budget", 3e10)},
    ),
    "a firm of a worth": ("The $390 billion Alibaba has red packets for Qwen.", set()),
    "cards that add up": ("千问给25元免单卡，一人至多20张，加起来500元。", {("qwen", "coupon", 25), ("qwen", "coupon", 500)}),
    "gadgets": ("Doubao will give out more than 100,000 gadgets at the gala.", {("doubao", "prize", 1e5)}),
    "lucky packets": ("Yuanbao gave out 11 million lucky red packets.", {("yuanbao", "shares", 1.1e7)}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES.values(), ids=FIGURES)
def test_a_figure_of_somebody_else_is_no_apps(text, expected, watchlist):
    claims = read_article(make_article(text, "2026-02-18"), watchlist).claims
    assert {(one.app, one.measure, one.value) for one in claims if one.kind != "event"} == expected
