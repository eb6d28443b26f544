"""Sentences with which a sceptical reviewer caught extraction out, each read right since."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article

# text, the (app, measure, value) of its figures
FIGURES = {
    "a pool that is raised is a budget": ("Baidu raised its red packet pool to 800 million yuan.", {("wenxin", "budget", 8e8)}),
    "shared out": ("Yuanbao shares out 1 billion yuan in red packets.", {("yuanbao", "budget", 1e9)}),
    "a three-year-old app is no plan for years": (
        "The three-year-old Wenxin will give away 500 million yuan in red packets.", {("wenxin", "budget", 5e8)},
    ),
    "a second wave is no rate": ("Yuanbao gives 1 billion yuan in a second wave of red packets.", {("yuanbao", "budget", 1e9)}),
    "year on year": ("元宝红包投入25亿元，同比增长150%。", {("yuanbao", "budget", 2.5e9)}),
    "who did it for the first time": ("千问让1.3亿人第一次用AI下单。", {("qwen", "users", 1.3e8)}),
    "an app that holds the campaign keeps its own users": ("百度App月活达7亿。", {("other:baidu_app", "mau", 7e8)}),
    "… and its money is the campaign's": ("百度App发5亿元现金红包。", {("wenxin", "budget", 5e8)}),
    "three firms announced": (
        "阿里宣布，投入30亿元红包。腾讯宣布，投入25亿元红包。百度宣布，投入5亿元红包。",
        {("qwen", "budget", 3e9), ("yuanbao", "budget", 2.5e9), ("wenxin", "budget", 5e8)},
    ),
    "earmarked by three": (
        "The 4.5 billion yuan that Alibaba, Tencent and Baidu earmarked went into red packets.",
        {("other:combined", "budget", 4.5e9)},
    ),
    "a sector's growth is no app's": (
        "Alibaba's holiday campaign for Qwen goes on. One house pencils in growth of 25 percent for the sector.", set(),
    ),
    "… but an app's beside it is": (
        "The whole sector grew by 25 percent and Qwen's daily users grew by 30 percent.", {("qwen", "growth_pct", 30)},
    ),
    "a share of growth that is only expected": ("千问日活预计增长40%。", set()),
    "beaten by": ("Yuanbao beat Qwen by 8 million daily users.", set()),
    "messages": ("3.6 billion messages went through Doubao on New Year's Eve.", {("doubao", "messages", 3.6e9)}),
    "capped": ("Yuanbao capped each packet at 8,888 yuan.", {("yuanbao", "prize_max", 8_888)}),
}  # fmt: skip
# text, the (measure, day) of its events
EVENTS = {
    "a dateline is no end": ("截至2027年1月31日，文心的红包活动参与用户超过1.3亿。", set()),
    "a team is no tea": ("Yuanbao's team opened an office in Shenzhen on February 3, 2027.", set()),
    "what a platform does to links is no launch": (
        "微信自2027年2月4日起限制元宝的红包链接。", {("link_block", "2027-02-04")},
    ),
    "close to the top is no end": ("Free tea carries Qwen close to the top, February 10, 2027.", set()),
    "to close is": ("Qwen's campaign will close on February 12, 2027.", {("end", "2027-02-12")}),
    "not until": ("Yuanbao's red packet campaign will not start until January 28, 2027.", set()),
    "no sponsor": ("Tencent is not a sponsor of the 2027 gala, Yuanbao said.", set()),
    "new servers are no outage": ("豆包春节前新增数万台服务器。", set()),
    "behind is no outage": ("Yuanbao is lagging Doubao in the red packet season.", set()),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES.values(), ids=FIGURES)
def test_figures(text, expected, watchlist):
    claims = read_article(make_article(text), watchlist).claims
    assert {(one.app, one.measure, one.value) for one in claims if one.kind != "event"} == expected


@pytest.mark.parametrize(("text", "expected"), EVENTS.values(), ids=EVENTS)
def test_events(text, expected, watchlist):
    claims = read_article(make_article(text), watchlist).claims
    assert {(one.measure, one.as_of) for one in claims if one.kind == "event"} == expected


def test_the_day_before_is_only_compared_with(watchlist):
    (claim,) = [
        one
        for one in read_article(make_article("2027年1月20日，千问DAU较前一日增长30%。"), watchlist).claims
        if one.measure == "growth_pct"
    ]
    assert claim.as_of == "2027-01-20"


def test_a_year_earlier_is_not_the_day_beside_it(watchlist):
    text = "Qwen's MAU rose to 203 million in February 2027 from 100 million a year earlier."
    claims = read_article(make_article(text), watchlist).claims
    assert [(one.value, one.as_of) for one in claims] == [(203e6, "2027-02"), (100e6, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Qwen will give away 1 billion yuan – about US$140 million – in red packets.",
        "Qwen's pot holds 2 – 3 billion yuan of red packets.",
        "千问红包20 - 30 亿元，元宝10亿元\n（约1.4亿美元）。",
        "千问收到5000\n万单。",
        "Qwen " + "x" * 1490 + " 1 billion yuan (US$140 million) of red packets",
    ],
)
def test_a_number_stands_in_its_quote(text, watchlist):
    for claim in read_article(make_article(text), watchlist).claims:
        assert claim.quote_start <= claim.number_start < claim.number_end <= claim.quote_end


def test_half_a_surrogate_pair_is_read_over(watchlist):
    (claim,) = read_article(make_article("千问\ud83d发30亿元红包。"), watchlist).claims
    assert (claim.app, claim.value) == ("qwen", 3e9)


@pytest.mark.parametrize("between", ["-" * 20_000, "-a" * 20_000, " a" * 20_000, "(" * 20_000])
def test_two_sums_far_apart_are_no_one_sum_and_are_told_so_at_once(between, watchlist):
    reading = read_article(make_article(f"Qwen gives away 1 billion yuan{between}$5 million"), watchlist)
    assert {1e9, 5e6} <= {one.value for one in (*reading.claims, *reading.rejected)}


@pytest.mark.parametrize(
    ("text", "app", "season"),
    [
        ("十一年前，腾讯用5亿元红包打了一仗。元宝今年发10亿元红包。", "other:wechat", 2015),
        ("Eleven years ago Tencent handed out 500 million yuan in red packets.", "other:wechat", 2015),
        (
            "Some years ago Tencent's Yuanbao would not have handed out 500 million yuan in red packets.",
            "yuanbao",
            2026,
        ),
        ("元宝要再来一遍11年前的盛况，发10亿元红包。", "yuanbao", 2026),
    ],
)
def test_money_of_years_ago_is_of_its_own_season(text, app, season, watchlist):
    claims = read_article(make_article(text), watchlist).claims
    assert (claims[0].app, claims[0].season) == (app, season)
