"""What is remembered of an earlier festival is told in its year, and is the older service's; today stays today."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article

# text (published on 18 February 2026), the (app, measure, value, day, season) of its figures
FIGURES = {
    "the sentence after a year": (
        "2015年春节，腾讯用微信派了5亿元红包。除夕那晚2000万用户参加。",
        {("other:wechat", "budget", 5e8, None, 2015), ("other:wechat", "users", 2e7, "2015-02-18", 2015)},
    ),
    "… in English": (
        "In 2015 Tencent gave away 500 million yuan in WeChat. On New Year's Eve 20 million users joined in.",
        {("other:wechat", "budget", 5e8, None, 2015), ("other:wechat", "users", 2e7, "2015-02-18", 2015)},
    ),
    "… without a sum": ("2014年，腾讯推出微信红包。除夕当天有482万用户参与。", {("other:wechat", "users", 4.82e6, "2014-01-30", 2014)}),
    "… on gala night": (
        "Back in 2015 Tencent shook WeChat. On gala night 20 million users took part.",
        {("other:wechat", "users", 2e7, "2015-02-18", 2015)},
    ),
    "in the same sentence": (
        "2015年，腾讯的微信红包在除夕夜有2000万用户参加。", {("other:wechat", "users", 2e7, "2015-02-18", 2015)},
    ),
    "the eve of last year": ("豆包去年除夕互动19亿次。", {("doubao", "interactions", 1.9e9, "2025-01-28", 2025)}),
    "an app that is named is of today": (
        "2015年的微信红包是一场偷袭。除夕夜，豆包互动19亿次。", {("doubao", "interactions", 1.9e9, "2026-02-16", 2026)},
    ),
    "this year's eve": (
        "2015年的微信红包是一场偷袭。今年除夕夜，豆包互动19亿次。", {("doubao", "interactions", 1.9e9, "2026-02-16", 2026)},
    ),
    "a year that only compares": (
        "元宝红包比2025年多一倍，除夕夜互动19亿次。", {("yuanbao", "interactions", 1.9e9, "2026-02-16", 2026)},
    ),
    "last year that only compares": (
        "豆包红包比去年多。除夕夜互动19亿次。", {("doubao", "interactions", 1.9e9, "2026-02-16", 2026)},
    ),
    "a comparison in English": (
        "Doubao's draws were more than in 2025. On New Year's Eve there were 1.9 billion interactions.",
        {("doubao", "interactions", 1.9e9, "2026-02-16", 2026)},
    ),
    "another paragraph": (
        "2015年的微信红包是一场偷袭，腾讯说。\n除夕夜元宝有2000万用户参加。", {("yuanbao", "users", 2e7, "2026-02-16", 2026)},
    ),
    "that year, counted back": (
        "11年前腾讯与春晚合作。当年5亿元红包换来大批用户。", {("other:wechat", "budget", 5e8, None, 2015)},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES.values(), ids=FIGURES)
def test_a_remembered_figure_is_of_its_year(text, expected, watchlist):
    claims = read_article(make_article(text, "2026-02-18"), watchlist).claims
    assert {
        (one.app, one.measure, one.value, one.as_of, one.season) for one in claims if one.kind != "event"
    } == expected
