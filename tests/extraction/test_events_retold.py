"""Events that are told without the words one waits for: days that open a sentence, lists, failures and barriers in passing."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article

# text (published on 18 February 2026), the (app, measure, day) of its events
EVENTS = {
    "days before the one who has them": (
        "Alibaba has Qwen's tea. From January 28 to March 10, Baidu has a red envelope campaign.",
        {("wenxin", "launch", "2026-01-28"), ("wenxin", "end", "2026-03-10")},
    ),
    "days with their year before it": (
        "Tencent began it. From January 26 to March 12, 2026 Baidu has a red envelope campaign for Wenxin.",
        {("wenxin", "launch", "2026-01-26"), ("wenxin", "end", "2026-03-12")},
    ),
    "two days of one month": (
        "Yuanbao's giveaway runs February 1 to 17.", {("yuanbao", "launch", "2026-02-01"), ("yuanbao", "end", "2026-02-17")},
    ),
    "two days with a dash": (
        "Yuanbao's red envelope days, Feb. 1-17, brought much.",
        {("yuanbao", "launch", "2026-02-01"), ("yuanbao", "end", "2026-02-17")},
    ),
    "the days of what is over": (
        "Yuanbao's campaign has ended. From February 1-17 people drew 3.6 billion times.",
        {("yuanbao", "launch", "2026-02-01"), ("yuanbao", "end", "2026-02-17")},
    ),
    "the days of what is over in Chinese": (
        "元宝的红包活动收官。2月1日至17日抽奖36亿次。", {("yuanbao", "launch", "2026-02-01"), ("yuanbao", "end", "2026-02-17")},
    ),
    "days that only measure": ("From February 1 to 7 Yuanbao's daily users rose to 30 million.", set()),
    "days of the holiday": (
        "In the Spring Festival (Feb 15-23) Qwen, Doubao and Yuanbao ran red packet campaigns side by side.", set(),
    ),
    "up to a day": ("百度文心发红包，到3月12日止。", {("wenxin", "end", "2026-03-12")}),
    "first hours": (
        "It took only the first hours of February 1 for Yuanbao's links to fill the groups.", {("yuanbao", "launch", "2026-02-01")},
    ),
    "a day only minutes old": (
        "February 6 was only minutes old when Qwen's coupons went round.", {("qwen", "launch", "2026-02-06")},
    ),
    "midnight": ("元宝2月1日零点一到，红包链接就刷屏了。", {("yuanbao", "launch", "2026-02-01")}),
    "first with cash": ("Yuanbao, first with cash on Feb. 1, gained users.", {("yuanbao", "launch", "2026-02-01")}),
    "who fired first": ("Yuanbao's red packets fired first on February 1.", {("yuanbao", "launch", "2026-02-01")}),
    "first on a chart": ("Qwen was first on Apple's free chart on February 6, thanks to red packets.", set()),
    "the first wave": ("The first wave, from February 6, is Qwen's tea giveaway.", {("qwen", "launch", "2026-02-06")}),
    "the first draws": ("Yuanbao's red packets, with the first draws on January 28, are near.", {("yuanbao", "launch", "2026-01-28")}),
    "a first round that closed": ("The first round of Qwen's campaign closed on Thursday.", {("qwen", "other", "2026-02-12")}),
    "launch day": ("On launch day (Feb. 6) Qwen had 58 million users.", {("qwen", "launch", "2026-02-06")}),
    "a campaign named by its day": ("The Feb. 6 campaign of Qwen brought orders.", {("qwen", "launch", "2026-02-06")}),
    "… in Chinese": ("千问2月6日的“30亿免单”改变了局面。", {("qwen", "launch", "2026-02-06")}),
    "put on": ("2月5日，字节豆包也上了一波春节红包。", {("doubao", "launch", "2026-02-05")}),
    "behind a semicolon": (
        "Tencent's effort is for the Yuanbao app; it opens on February 1.", {("yuanbao", "launch", "2026-02-01")},
    ),
    "glued to a bullet's number": ("1From Feb 1 Tencent gives red envelopes in Yuanbao.", {("yuanbao", "launch", "2026-02-01")}),
    "a list of first days": (
        "Start dates: Wenxin, Jan. 26; Yuanbao, Feb. 1; Qwen, Feb. 6.",
        {("wenxin", "launch", "2026-01-26"), ("yuanbao", "launch", "2026-02-01"), ("qwen", "launch", "2026-02-06")},
    ),
    "a list of first days in Chinese": (
        "开始有先后:百度文心助手1月26日最早;腾讯元宝2月1日;支付宝「集福」2月3日;千问红包等到2月6日。",
        {("wenxin", "launch", "2026-01-26"), ("yuanbao", "launch", "2026-02-01"), ("qwen", "launch", "2026-02-06")},
    ),
    "a list of peaks": ("日活先后登顶：元宝2月1日2399万；千问2月6日5848万；豆包2月16日1.4亿。", set()),
    "a list of last days": ("Ending soon: Wenxin ends March 12; Yuanbao ends Feb. 17; Qwen ends Feb. 28, all red packets.", {
        ("wenxin", "end", "2026-03-12"), ("yuanbao", "end", "2026-02-17"), ("qwen", "end", "2026-02-28"),
    }),
    "the second and the last of the waves": (
        "The first wave of Yuanbao's packets is small; the second, which opens on February 5, is not; the last falls on February 16.",
        {("yuanbao", "phase_start", "2026-02-05"), ("yuanbao", "phase_start", "2026-02-16")},
    ),
    "servers that strained": ("Qwen's servers strained under the surge on February 6.", {("qwen", "outage", "2026-02-06")}),
    "servers that gave in": ("Wenxin's servers gave in.", {("wenxin", "outage", None)}),
    "no clicks": ("The Qwen page took no clicks and spoke of a system error.", {("qwen", "outage", None)}),
    "stuck": ("元宝客户端几次卡住。", {("yuanbao", "outage", None)}),
    "crushed": ("千问的服务器被流量压垮。", {("qwen", "outage", None)}),
    "a plan that is stuck": ("千问的营销计划就这样卡住。", set()),
    "what would not crash": ("元宝技术上不会令微信闪退。", set()),
    "a mere glitch": ("A technical glitch is nothing big for Yuanbao's red packets.", set()),
    "a limit on copying": ("WeChat's limit on copying hurt Qwen's viral sharing.", {("qwen", "link_block", None)}),
    "links that have not opened": (
        "Yuanbao's links have not opened in WeChat since February 4.", {("yuanbao", "link_block", "2026-02-04")},
    ),
    "the same fate": ("Wenxin's links met the same fate in WeChat.", {("wenxin", "link_block", None)}),
    "left outside": ("千问的分享链接被微信挡在了门外。", {("qwen", "link_block", None)}),
    "limited": ("元宝链接在微信里受限。", {("yuanbao", "link_block", None)}),
    "dealt with": ("文心的口令也被微信处置。", {("wenxin", "link_block", None)}),
    "not limited": ("豆包的链接在微信里没有受限。", set()),
    "teamed up": ("ByteDance has teamed up with the Spring Festival Gala for Doubao.", {("doubao", "sponsor", None)}),
    "works with": ("豆包深度合作央视春晚。", {("doubao", "sponsor", None)}),
    "from a day of the week on": ("From Friday on Qwen treats people to free tea.", {("qwen", "launch", "2026-02-13")}),
    "from one day of the week to another": ("Tencent's shares lost 11% from Monday to Thursday, red packets or not.", set()),
    "a named campaign that opens its door": ("2月6日，千问的“30亿免单”开了门。", {("qwen", "launch", "2026-02-06")}),
    "a named campaign that shows itself": ("2月6日，千问的“春节30亿大免单”和大家见面。", {("qwen", "launch", "2026-02-06")}),
    "a named campaign's first day": ("2月6日是千问“春节30亿免单”的头一天。", {("qwen", "launch", "2026-02-06")}),
    "two named games": ("玩法有“主会场红包”与“祝福红包”，元宝2月17日收场，红包发完。", {("yuanbao", "end", "2026-02-17")}),
    "money let out on a day": ("文心助手1月26日就放出5亿现金红包。", {("wenxin", "launch", "2026-01-26")}),
    "envelopes sent on a day": ("元宝2月4日发出红包3亿个。", set()),
    "on the air": ("Doubao gives packets while the gala is on the air on New Year's Eve.", set()),
    "no click helps": ("千问的活动页一度点不动。", {("qwen", "outage", None)}),
    "servers that did not hold out": ("千问的服务器没顶住。", {("qwen", "outage", None)}),
    "passed on no longer": (
        "On Feb. 6 Qwen's voucher link could no longer be passed on in WeChat.", {("qwen", "link_block", "2026-02-06")},
    ),
    "stopped on the way": ("元宝、千问的邀请链接先后被拦下。", {("yuanbao", "link_block", None), ("qwen", "link_block", None)}),
    "links that are dead": (
        "By February 3 Yuanbao's links were dead in the water: WeChat had closed the way in.", {("yuanbao", "link_block", "2026-02-03")},
    ),
    "links of which none works": ("Not one of Qwen's links worked in WeChat any more.", {("qwen", "link_block", None)}),
    "nothing to copy with": ("In WeChat the copy entry for Qwen's codes had vanished.", {("qwen", "link_block", None)}),
    "links that lead nowhere": ("文心的链接在微信里失效了。", {("wenxin", "link_block", None)}),
    "links that work": ("Yuanbao's links still worked in WeChat on February 3.", set()),
    "came out with": ("Qwen came out with free tea on February 6.", {("qwen", "launch", "2026-02-06")}),
    "got going": ("The red packet plan of Qwen got going on February 6.", {("qwen", "launch", "2026-02-06")}),
    "a link by its other name": ("元寶紅包連結在微信裡打不開了。", {("yuanbao", "link_block", None)}),
    "a day against what is remembered": (
        "11年前腾讯与春晚合作。当年5亿红包换来习惯，如今照办，2月1日起派10亿现金红包。",
        {("yuanbao", "launch", "2026-02-01"), ("other:wechat", "sponsor", None)},
    ),
    "a heading begins anew": (
        "元宝的红包2月1日上线。\n阿里千问随后应战。\n*10亿元撑元宝*\n2月1日起再派10亿现金红包。", {("yuanbao", "launch", "2026-02-01")},
    ),
    "a heading that names nobody": (
        "元宝发红包，元宝很火，元宝第一。千问随后应战。\n*新花样*\n2月1日起再派10亿现金红包。", {("yuanbao", "launch", "2026-02-01")},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EVENTS.values(), ids=EVENTS)
def test_an_event_is_found_in_other_words(text, expected, watchlist):
    claims = read_article(make_article(text, "2026-02-18"), watchlist).claims
    assert {(one.app, one.measure, one.as_of) for one in claims if one.kind == "event"} == expected
