"""What happens in a campaign is told apart from what looks like it: a coupon's last day, a phase's, a partner who is a person."""

import pytest

from extraction.event_asides import ASIDES
from extraction.reading import read_article
from tests.conftest import make_article

# text (published on 18 February 2027, a Thursday), the (app, measure, day) of its events
EVENTS = {
    "over since": ("Yuanbao: campaign over since Feb. 17.", {("yuanbao", "end", "2027-02-17")}),
    "going on since": ("Yuanbao's campaign has been going on since Feb. 1.", {("yuanbao", "launch", "2027-02-01")}),
    "a campaign that is opened by its name": ("字节豆包2月10日开“豆包过年”，派红包。", {("doubao", "launch", "2027-02-10")}),
    "a campaign that others opened before": (
        "百度先前已开春节红包，千问2月6日上线免单活动。", {("qwen", "launch", "2027-02-06")},
    ),
    "links that open no more": (
        "微信2月4日起不再容许元宝的活动链接在聊天室打开。", {("yuanbao", "link_block", "2027-02-04")},
    ),
    "links that would open no more": (
        "WeChat said on February 4 that Yuanbao's links would no more open in a chat.", {("yuanbao", "link_block", "2027-02-04")},
    ),
    "links of one of two": (
        "2月6日千问开启免单活动，同一日元宝的分享链接遭微信拦截。",
        {("qwen", "launch", "2027-02-06"), ("yuanbao", "link_block", "2027-02-06")},
    ),
    "links of one after another's": (
        "After Yuanbao on Thursday, links to Qwen's packets were blocked by WeChat too.",
        {("yuanbao", "link_block", "2027-02-18"), ("qwen", "link_block", "2027-02-18")},
    ),
    "a warm-up": ("1月20日元宝开始为春节红包活动预热。", set()),
    "a warm-up in English": ("On January 20 Tencent started teasing Yuanbao's red packets.", set()),
    "what was sent over some days": (
        "From February 5 to February 10 people sent 30 billion red packets on WeChat, Yuanbao's neighbour.", set(),
    ),
    "anybody at the gala": ("互联网巨头上春晚不是新鲜事，豆包也在其中。", set()),
    "a sponsor by rumour": ("市场传闻，豆包将独家冠名央视春晚。", set()),
    "limits that are put on a link": ("WeChat has now put limits on Qwen's link.", {("qwen", "link_block", None)}),
    "links that are dealt with": ("微信2月4日对元宝违规链结作出处置。", {("yuanbao", "link_block", "2027-02-04")}),
    "cash that is paid out": ("Yuanbao's red packet cash can be withdrawn on February 4, February 10 and February 17.", set()),
    "cash from a day on": ("元宝红包2月10日开始可提现。", set()),
    "a coupon's last day": ("In Qwen's campaign coupons are good until February 28.", set()),
    "a card's last day": ("千問免單卡活動：卡片有效期至2月28日。", set()),
    "a coupon's last day moved": (
        "Alibaba moved the last day of Qwen's free-order card from February 23 to February 28.",
        {("qwen", "other", "2027-02-28")},
    ),
    "the first phase ends": (
        "The first phase of Qwen's giveaway ends on February 12; the campaign ends on February 28.",
        {("qwen", "other", "2027-02-12"), ("qwen", "end", "2027-02-28")},
    ),
    "the first wave in Chinese": (
        "千问首轮活动2月12日结束，整个春节活动2月28日收官。",
        {("qwen", "other", "2027-02-12"), ("qwen", "end", "2027-02-28")},
    ),
    "a first wave's days": (
        "千问红包活动第一波2月6日至12日。", {("qwen", "launch", "2027-02-06"), ("qwen", "other", "2027-02-12")},
    ),
    "a campaign's days": (
        "从1月26日到3月12日，百度文心发5亿元红包。", {("wenxin", "launch", "2027-01-26"), ("wenxin", "end", "2027-03-12")},
    ),
    "a phase is no launch": (
        "The second wave of Qwen's campaign starts on February 13. Qwen launched red packets on February 13.",
        {("qwen", "phase_start", "2027-02-13")},
    ),
    "the second of the phases": (
        "The first phase of Qwen's giveaway brought tea. The second began on Friday, with cash.",
        {("qwen", "phase_start", "2027-02-12")},
    ),
    "until now": ("Yuanbao's red packet plan, told on January 26, was until now top secret.", set()),
    "days that a tracker measured": (
        "QuestMobile披露，1月30日至2月8日，千问红包带来的日活约6000万。", set(),
    ),
    "a list of days": ("Yuanbao's red packet draws begin at noon on February 4, 10 and 17.", set()),
    "a day ahead": ("Alibaba's treat for Qwen users begins on Saturday.", {("qwen", "launch", "2027-02-20")}),
    "announced, then opened": (
        "Qwen's campaign, made public on February 2, is to begin on February 6.",
        {("qwen", "launch", "2027-02-06"), ("qwen", "other", "2027-02-02")},
    ),
    "opened by people": ("Yuanbao's red packets were opened 310 million times on February 5.", set()),
    "another's campaign": ("元宝的红包还在发。支付宝集福活动2月3日启动。", {("other:alipay", "launch", "2027-02-03")}),
    "another's deal": ("快手是去年春晚独家互动合作伙伴，豆包今年想接棒。", {("other:kuaishou", "sponsor", None)}),
    "once meant to end": (
        "Qwen's campaign, which had been due to end on Feb. 12, will now end on Feb. 28.", {("qwen", "end", "2027-02-28")},
    ),
    "paid out until": ("元宝红包活动已于2月17日落幕，提现截止2月28日。", {("yuanbao", "end", "2027-02-17")}),
    "a coupon beside a campaign": (
        "Voucher holders have until Feb. 28; Qwen's campaign itself ended on Feb. 17.", {("qwen", "end", "2027-02-17")},
    ),
    "whose part came last": (
        "千问的免单活动送奶茶;豆包手里的是春晚红包。预热活动2月10日开始。", {("doubao", "launch", "2027-02-10")},
    ),
    "a partner who is a person": ("Jack Ma and his partner Shao Xiaofeng met the Qwen team before the gala.", set()),
    "an investor's partner": ("Fir Capital partner Lee Wong praised Qwen before the Spring Festival gala.", set()),
    "a partner that is a firm": (
        "Doubao is the exclusive AI partner of the Spring Festival gala.", {("doubao", "sponsor", None)},
    ),
    "the app of its clause": (
        "同一日，百度文心有5亿元现金红包，央视春晚独家AI云合作豆包早就亮相。", {("doubao", "sponsor", None)},
    ),
    "a deal that is only talked of": ("Doubao's talks with the gala about sponsorship go on.", set()),
    "an app downloaded": ("With the Qwen app downloaded you get a milk tea.", set()),
    "an app installed": ("Owners of phones installed Yuanbao 5 million times.", set()),
    "an app that is down": ("The Qwen app was down for an hour on February 6.", {("qwen", "outage", "2027-02-06")}),
    "a share that crashed": ("Alibaba's shares crashed on February 12 while Qwen gave away tea.", set()),
    "servers that hold": ("豆包服务器扛住每分钟1100亿tokens。", set()),
    "servers of another, once": (
        "豆包要上春晚。2018年除夕，淘宝服务器崩溃。", {("doubao", "sponsor", None), ("other:taobao", "outage", "2018-02-15")},
    ),
    "no crash again": ("千问今天并未再出现崩溃。", set()),
    "a crash that did not come": ("豆包当晚的宕机没有出现。", set()),
    "requests held back": ("昨晚豆包请求过多，部分用户遭遇限流。", {("doubao", "outage", "2027-02-17")}),
    "a wave of last night": ("昨晚为豆包红包第二轮。", {("doubao", "phase_start", "2027-02-17")}),
    "into a next stage": ("元宝红包自2月10日起转入下半场。", {("yuanbao", "phase_start", "2027-02-10")}),
    "links that are shut from a day on": (
        "文心的红包助力页面2月5日起提示“停止访问”，链接也点不开。", {("wenxin", "link_block", "2027-02-05")},
    ),
    "links that are shut from yesterday on": (
        "自昨天起，元宝的活动链接在微信里无法直接打开。", {("yuanbao", "link_block", "2027-02-17")},
    ),
    "a plan and its first day": ("腾讯公布了元宝的方案：2月1日起派发20亿元现金红包。", {("yuanbao", "launch", "2027-02-01")}),
    "figures made public": ("平台公布的数字是：截至2月2日，文心红包活动的参与人次接近6000万。", set()),
    "links of two on two days": (
        "After blocking Yuanbao's links on February 4, WeChat on February 5 did likewise with Wenxin.",
        {("yuanbao", "link_block", "2027-02-04"), ("wenxin", "link_block", "2027-02-05")},
    ),
    "a deal talked of and not signed": ("腾讯元宝曾与两家卫视谈过冠名，最终没有签。", set()),
    "cut off by WeChat": ("WeChat cut off Yuanbao on February 4.", {("yuanbao", "link_block", "2027-02-04")}),
    "a hoax about links": ("网传豆包的链接被微信屏蔽，小编亲测可以打开。", set()),
    "the app alone among those that took part": (
        "2月6日，千问带着40亿元入场，元宝早已开始。", {("qwen", "launch", "2027-02-06")},
    ),
    "given out until now": ("文心的6亿元红包自1月26日发到现在。", {("wenxin", "launch", "2027-01-26")}),
    "cards given out to the last": ("元宝首批红包卡春节前已发完，除夕夜又补了一批。", set()),
    "links blocked for years": (
        "Links to Doubao's neighbour Douyin have been refused in WeChat chats for years.", set(),
    ),
    "given out to the last": ("元宝20亿元红包2月17日发完收摊。", {("yuanbao", "end", "2027-02-17")}),
    "a partner by its title": ("豆包以“独家AI云合作伙伴”的身份入席。", {("doubao", "sponsor", None)}),
    "a show at the gala": ("豆包2月5日在春晚亮相，送出红包。", set()),
    "days after a beginning": (
        "WeChat blocked links to Yuanbao's packets on February 4, three days after the campaign began.",
        {("yuanbao", "link_block", "2027-02-04")},
    ),
    "what analysts expect": ("Analysts expect Qwen to launch another red packet campaign on March 3.", set()),
    "servers that do not": ("豆包服务器扛不住了。", {("doubao", "outage", None)}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EVENTS.values(), ids=EVENTS)
def test_an_event_is_what_happened(text, expected, watchlist):
    claims = read_article(make_article(text, "2027-02-18"), watchlist).claims
    assert {(one.app, one.measure, one.as_of) for one in claims if one.kind == "event"} == expected


@pytest.mark.parametrize("aside", ASIDES, ids=lambda aside: aside.id)
def test_each_aside_sets_its_own_example_aside(aside, watchlist):
    told = {one.measure for one in read_article(make_article(aside.example), watchlist).claims}
    assert told & (aside.measures - {"phase_start"}) == set()
