"""An article as hard as the one that started the project: the app is never named, rivals and platforms crowd in."""

from extraction.reading import read_article
from tests.conftest import make_article

TEXT = """\
Choose your language
Visitors kept getting an error page on Saturday when they tried to join the Lunar New Year giveaway that Alibaba Group \
had prepared for its AI assistant. The system could not cope with demand for CNY4 billion (USD575 million) in free meals.
"We have doubled the number of servers since noon," said someone at the Hangzhou firm. The giveaway's first phase runs \
until January 31. People who install the app are given a voucher worth CNY30 (USD4.30) for the group's grocery service.
They get a further one for each friend they bring. Those who bring five in a day take part in a draw with prizes valued \
at CNY20,000 (USD2,875).
Over two million meals were ordered through the platform within four hours, the company said. The second phase kicks off \
on February 1, and packets then hold up to CNY3,888 (USD559).
Users complained that links to the giveaway posted on Tencent's messaging app WeChat had been blocked. WeChat also \
blocks links to campaigns of Yuanbao, its sister app, and of Baidu's Wenxin.
WeChat answered that links to cash packets invite people to pester their friends.
Rivals are not idle. Volcano Engine, the cloud unit of ByteDance, is again the exclusive AI cloud partner of China \
Central Television's Spring Festival Gala, where Doubao will be shown to the whole country. Baidu has set aside CNY600 \
million (USD86 million) for users of Wenxin, while Tencent has put up CNY2 billion for Yuanbao.
"""


def found(watchlist):
    claims = read_article(make_article(TEXT, published="2027-01-23"), watchlist).claims
    assert all(TEXT[claim.quote_start : claim.quote_end] == claim.quote for claim in claims)
    return claims


def test_spend_and_reach_are_all_there_and_nothing_else(watchlist):
    figures = {(c.app, c.measure, c.value, c.bound) for c in found(watchlist) if c.kind != "event"}
    assert figures == {
        ("qwen", "budget", 4e9, "exact"),
        ("qwen", "coupon", 30, "exact"),
        ("qwen", "prize", 20_000, "exact"),
        ("qwen", "orders", 2e6, "at_least"),
        ("qwen", "prize_max", 3_888, "at_most"),
        ("wenxin", "budget", 6e8, "exact"),
        ("yuanbao", "budget", 2e9, "exact"),
    }


def test_events_have_their_days_and_their_apps(watchlist):
    events = {(c.app, c.measure, c.as_of) for c in found(watchlist) if c.kind == "event"}
    assert {
        ("qwen", "outage", "2027-01-23"),
        ("qwen", "other", "2027-01-31"),
        ("qwen", "phase_start", "2027-02-01"),
        ("qwen", "link_block", None),
        ("yuanbao", "link_block", None),
        ("wenxin", "link_block", None),
        ("doubao", "sponsor", None),
    } <= events
    assert "end" not in {measure for _, measure, _ in events}, "the end of a phase is not the campaign's"


def test_everything_belongs_to_the_season_of_the_article(watchlist):
    assert {claim.season for claim in found(watchlist)} == {2027}
