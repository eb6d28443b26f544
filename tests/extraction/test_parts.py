"""A figure of a part is none of the whole app: it is counted apart, by its unit, or rejected with the reason."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article

# text, the (measure, value, unit) of its figures
PARTS = {
    "the old": ("About 5 million users over 60 tried Qwen.", {("users", 5e6, "users (older people)")}),
    "and above": ("Qwen had 5 million users aged 65 and above.", {("users", 5e6, "users (older people)")}),
    "an age and above before the figure": (
        "Among users aged 65 and above it was over 5 million who had Qwen order tea.",
        {("users", 5e6, "users (older people)")},
    ),
    "over so many after and": (
        "Qwen had 130 million users and over 5 million seniors as users.",
        {("users", 1.3e8, "users"), ("users", 5e6, "users (older people)")},
    ),
    "among them": ("Among Qwen's seniors it was over 5 million users.", {("users", 5e6, "users (older people)")}),
    "in Chinese": ("60岁以上的千问用户超过500万人。", {("users", 5e6, "users (older people)")}),
    "in traditional characters": ("用千問下單的老年用戶近500萬。", {("users", 5e6, "users (older people)")}),
    "a topic before the comma": ("60岁以上用千问下单的，有超过500万人。", {("users", 5e6, "users (older people)")}),
    "over so many days": ("Qwen served 130 million users over 11 days.", {("users", 1.3e8, "users")}),
    "above so many and": (
        "Doubao, with daily active users above 120 million and monthly active users of 180 million, leads.",
        {("dau", 1.2e8, "users"), ("mau", 1.8e8, "users")},
    ),
    "beside the whole": (
        "Qwen had 130 million users and 5 million seniors as users.",
        {("users", 1.3e8, "users"), ("users", 5e6, "users (older people)")},
    ),
    "a place": ("Rural users placed 70 million orders at Qwen.", {("orders", 7e7, "orders (some places)")}),
    "a place, in Chinese": ("千问在县域的订单达7000万单。", {("orders", 7e7, "orders (some places)")}),
    "a share of the whole": ("千问1.3亿用户中近半来自县域。", {("users", 1.3e8, "users")}),
    "a day later": ("Qwen had 11 million orders a day after its start.", {("orders", 1.1e7, "orders")}),
    "a level of a group": ("Doubao has 20 million daily active users among students.", set()),
    "greetings": ("Doubao's users wrote 90 million greetings.", {("messages", 9e7, "greetings")}),
    "greetings, in Chinese": ("豆包写下祝福9000万条。", {("messages", 9e7, "greetings")}),
    "tasks": ("Yuanbao's users finished 1 billion AI tasks.", {("interactions", 1e9, "AI tasks")}),
    "creation tasks": (
        "Yuanbao's main venue had 2 billion draws; AI creation tasks over 1 billion.",
        {("interactions", 2e9, "draws"), ("interactions", 1e9, "AI tasks")},
    ),
    "unlocked": ("元宝祝福红包解锁超6000万次。", {("interactions", 6e7, "unlocks")}),
    "packets that fell": (
        "元宝抽奖共20亿次。拼手气红包掉下1200万次。", {("interactions", 2e9, "draws"), ("interactions", 1.2e7, "packets")},
    ),
    "draws beside all": (
        "元宝用户抽奖20亿次，互动一共50亿次。", {("interactions", 2e9, "draws"), ("interactions", 5e9, "interactions")},
    ),
    "who took packets": (
        "Some 12 million users have taken red packets at Yuanbao.", {("participants", 1.2e7, "users who took packets")},
    ),
    "who took packets, in Chinese": ("1200万用户在元宝领到红包。", {("participants", 1.2e7, "users who took packets")}),
    "who took part": ("参与文心红包活动的用户超过1200万。", {("users", 1.2e7, "users")}),
    "by whom": (
        "Yuanbao's packets were claimed over 90 million times, by over 12 million people.",
        {("shares", 9e7, "claims"), ("participants", 1.2e7, "users who took packets")},
    ),
    "packets emptied": (
        "元宝分享红包被领2亿次，2300万个领得一干二净。", {("shares", 2e8, "claims"), ("shares", 2.3e7, "packets emptied")},
    ),
    "each day": ("Every day Wenxin answers more than 60 million queries.", {("messages", 6e7, "commands a day")}),
    "each day, in Chinese": ("千问日均订单600万单。", {("orders", 6e6, "orders a day")}),
    "within a day, in Chinese": ("千问一天送出600万杯奶茶。", {("orders", 6e6, "orders a day")}),
    "on the first day": ("千问第一天送出600万杯奶茶。", {("orders", 6e6, "orders")}),
    "in one day": ("Doubao had 2 billion interactions in a day.", {("interactions", 2e9, "interactions")}),
    "a song": ("《百万次的等》是一首歌，千问下单用户超1.3亿。", {("users", 1.3e8, "users")}),
    "a notice": ("元宝发布《关于春节分10亿现金的通知》。", {("budget", 1e9, "CNY")}),
}  # fmt: skip
# text, the (app, value) of its growth
GROWTH = {
    "of the app": ("Qwen's daily active users grew by 700 percent.", {("qwen", 700)}),
    "of orders": ("Orders through Qwen rose 80 percent.", {("qwen", 80)}),
    "of the figure before": ("据估算，豆包除夕日活约为1.7亿，环比增长41%。", {("doubao", 41)}),
    "of a network": ("Qwen is on phones everywhere. Traffic of mobile internet was up 9.9%.", set()),
    "of cinema tickets": ("Movie ticket orders through Qwen: up 372-fold", set()),
    "of hotels": ("千问酒店机票预订订单同比多了340%。", set()),
    "of small places": ("Qwen's orders in third-tier cities grew 780 percent.", set()),
    "of small places, in traditional characters": ("千問訂單在三四線城市多了782倍。", set()),
    "of a share": ("Qwen's orders are many. Alibaba's Hong Kong shares were up 2.4% at the break.", set()),
    "of a result": ("千问日活也在涨，阿里云增速34%。", set()),
    "of a sector beside the app's": (
        "The whole sector grew by 25 percent and Qwen's daily users grew by 30 percent.", {("qwen", 30)},
    ),
    "a fall": ("千问月活环比下降12%。", set()),
    "where it began": ("Qwen's share of daily users is up from 39%.", set()),
    "a list of several": ("豆包/元宝/千问月活同比+201%/+40%/+784%。", set()),
    "denied": ("元宝不是用户多了30%。", set()),
    "nobody says of what": ("Qwen rose 12%.", set()),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PARTS.values(), ids=PARTS)
def test_a_part_is_counted_apart(text, expected, watchlist):
    claims = read_article(make_article(text), watchlist).claims
    assert {(one.measure, one.value, one.unit) for one in claims if one.kind != "event"} == expected


@pytest.mark.parametrize(("text", "expected"), GROWTH.values(), ids=GROWTH)
def test_growth_is_the_app_s_own(text, expected, watchlist):
    reading = read_article(make_article(text), watchlist)
    assert {(one.app, one.value) for one in reading.claims if one.measure == "growth_pct"} == expected


def test_growth_that_is_no_claim_is_told_with_its_reason(watchlist):
    (rejected,) = read_article(make_article("Qwen's orders in third-tier cities grew 780 percent."), watchlist).rejected
    assert rejected.reason == "growth of a part: of one place, one group, one kind of order"


def test_what_is_said_to_be_coming_is_no_forecast(watchlist):
    text = "Tencent said on January 25 that its event opens on February 1, there would be 1 billion cash red envelopes at Yuanbao."
    claims = read_article(make_article(text), watchlist).claims
    assert ("yuanbao", "budget", 1e9) in {(one.app, one.measure, one.value) for one in claims}
