"""What looks like an event of a campaign and is none, as words beside it; each with an example."""

from dataclasses import dataclass
from typing import Literal

import re2

from extraction.windows import compile_window

# One phase of several; it has an event of its own, and its last day is not the campaign's.
LATER_PHASE = (
    r"(?:second|third|fourth|next) (?:phase|round|wave|stage|leg|instal+ment|one, due)|(?:phase|round|wave|stage) (?:two|three|four|2|3|4)"
    r"|\bthe (?:second|third|fourth|last),?(?: which)? (?:began|begins|started|starts|opened|opens|falls|follows)\b|第[二三四](?:波|轮|阶段|期|弹|段|场)|新一轮"
)
ANY_PHASE = (
    rf"{LATER_PHASE}|(?:first|opening) (?:phase|round|wave|stage|leg)|(?:phase|round|wave|stage) (?:one|1)\b"
    r"|第一(?:波|轮|阶段|期|弹|段|场)|首(?:波|轮|期|阶段)|头一?(?:波|轮|段)"
)
_MOVED = (
    r"\bmov(?:ed|es|ing) |\bextend|\bpush(?:ed|es)? (?:back|out)|\bpostpone|\bprolong|rather than|instead of|may now be|now run"
    r"|had been (?:due|set|meant|scheduled) to|originally|原定|原本|原计划|延[到长至期迟]|顺延|推迟|推到|改[到至]"
)
_TICKET = r"\b(?:coupons?|vouchers?)\b|\bcards? (?:is|are|stays?|remains?|holds?|lasts?|runs?|until|through|can|may|expires?)\b|免单卡|券|卡片"
_VALID = (
    r"\bvalid|\bgood (?:until|through|till)|\bexpir|\bredeem|\bus(?:able|ed up)\b|have to be used|must be used|can be used|use (?:them|it) (?:by|until)"
    r"|有效|失效|过期|逾期|可用|使用期|用到|用完|用掉|作废"
)
_CASHED = r"\bwithdr[ae]w|cash(?:ed)?[- ]outs?\b|\bcash(?:ed)? (?:it|them) out|taken out|paid out|\bpayouts?\b|到账|提现|提取|可提|兑付|兑奖|入账|开奖|结算日"
_PEOPLE_OPEN = (
    r"\bopened (?:by|\d)|(?:was|were|been) opened [^,.;]{0,20}times|\b(?:app|links?|parties) (?:is|was|were) opened"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Words that make of an event of `measures` none, where they stand in `scope` around it."""

    id: str
    measures: frozenset[str]
    words: str
    scope: Literal["clause", "two clauses", "sentence"] = "clause"
    example: str


_CAMPAIGN = frozenset({"launch", "end", "phase_start"})
ASIDES = (
    Aside(
        id="aside.other.days", measures=_CAMPAIGN, scope="two clauses",
        words=r"public holiday|days of (?:public|lunar|holiday)|days off|\bare off\b|year of the|放假",
        example="Nine days of public holiday for Qwen's staff begin on February 15",
    ),
    Aside(
        id="aside.festival.days", measures=frozenset({"period"}),
        words=r"(?:spring festival|new year|holidays?)(?: of \d{4}| \d{4})? ?\((?:from )?(?:jan|feb|\d)|春节(?:假期|长假) ?\(\d",
        example="In the Spring Festival of 2026 (Feb 15-23) Qwen ran its campaign",
    ),
    Aside(
        id="aside.market", measures=_CAMPAIGN,
        words=r"hk\$|\bhkd\b|turnover|hang seng|share price|stock price|the shar|\b(?:shares|stock) (?:lost|fell|rose|gained|dropped|slid|climbed|jumped|was|were)\b|liquidation|股价|收盘|收市|成交|恒指|恒生",
        example="Alibaba's share price opened at 150 yuan on February 6, with red packets",
    ),
    Aside(
        id="aside.results", measures=_CAMPAIGN, scope="sentence", words=r"\brevenues?\b|net profit|营收|净利",
        example="Revenue at Alibaba was 248 billion yuan; Qwen had a fine start on November 17",
    ),
    Aside(
        id="aside.other.days.phase", measures=frozenset({"launch"}), words=LATER_PHASE,
        example="第二阶段2月13日启动，千问发红包",
    ),
    Aside(
        id="aside.links", measures=frozenset({"launch"}),
        words=r"restrict|\bblock|\bban|links?\b.*(?:open|copied)|(?:barred|intercept|refuse|shut)\w* .*links?|限制|受限|停止访问|被拦|屏蔽|封禁|封锁|违规|不再[容允]许|不能(?:直接)?打开|无法(?:直接)?打开|打不开|拦截|禁止",
        example="微信2月4日起不再容许元宝的红包链接打开",
    ),
    Aside(
        id="aside.links.still", measures=frozenset({"link_block"}), words=r"\bstill (?:dead|useless|gone|missing)\b|\bfor (?:many |several )?years\b|多年(?:来|前|以来)",
        example="Links to Yuanbao are still dead inside WeChat",
    ),
    Aside(
        id="aside.moved", measures=frozenset({"period", "end", "launch"}), words=_MOVED,
        example="千问免单活动的截止日推到2月28日",
    ),
    Aside(
        id="aside.ticket", measures=frozenset({"period", "end"}), words=_TICKET,
        example="Qwen says that the coupons of its campaign run until February 28",
    ),
    Aside(
        id="aside.valid", measures=frozenset({"period", "end", "launch"}), words=_VALID,
        example="千问的免单奖励有效期至2月28日为止",
    ),
    Aside(
        id="aside.cashed", measures=_CAMPAIGN, scope="two clauses", words=_CASHED,
        example="元宝红包2月4日开始提现",
    ),
    Aside(
        id="aside.people.open", measures=frozenset({"launch"}), words=_PEOPLE_OPEN,
        example="Yuanbao's red packets were opened 310 million times on February 16",
    ),
    Aside(
        id="aside.test", measures=frozenset({"launch"}), scope="two clauses", words=r"internal test|closed test|内测|灰度",
        example="元宝派1月26日启动内测，春节前开放",
    ),
    Aside(
        id="aside.warm.up", measures=frozenset({"launch"}),
        words=r"(?:开始|启动|开启)[^,，。]{0,12}(?:预热|造势|倒计时)|\b(?:began|begins?|started|starts?|starting) (?:to )?(?:teas(?:e|ing)|warm(?:ing)? up|counting down|promoting|advertising)",
        example="1月20日元宝开始为春节红包活动预热",
    ),
    Aside(
        id="aside.counted.from", measures=frozenset({"launch"}),
        words=r"\b(?:hours?|days?|weeks?|months?) (?:after|before|into|since|from) [^,.;]{0,70}\b(?:began|begins|started|starts|start|opened|opens|launch(?:es|ed)?|went live|kicked off)(?:$|[,.;)])",
        example="WeChat blocked Yuanbao's packets on February 4, three days after the campaign began",
    ),
    Aside(
        id="aside.guess", measures=_CAMPAIGN,
        words=r"\banalysts? [^.,;]{0,16}\b(?:expect|believe|think|say|see|predict)s?\b|\bmight\b|\bcould (?:launch|start|begin|open|kick|roll|end)\b|分析[师人士员]+[^,，。]{0,4}(?:预计|认为|猜)|或将|有望|可能会?在",
        example="Analysts expect Qwen to launch another campaign on March 3",
    ),
    Aside(
        id="aside.product", measures=_CAMPAIGN, scope="two clauses",
        words=r"\b(?:launch\w*|releas\w+|unveil\w*|roll(?:s|ed) out|out) [^.,;]{0,30}\b(?:glasses|models?|agents?|features?|versions?|chips?|phones?|tools?)\b|\b(?:glasses|models?|agents?|features?|versions?|tools?),? (?:was |were |is |are )?(?:launched|released|rolled out)\b",
        example="Yuanbao's shopping agent, rolled out on Tuesday, costs 2 billion yuan",
    ),
    Aside(
        id="aside.lead", measures=frozenset({"launch"}), words=r"拉开(?:了)?(?:身位|差距|距离)|(?:announcement|news) follows|春晚[^,，。]{0,6}亮相|亮相[^,，。]{0,6}春晚",
        example="2月6日千问红包战报：已拉开身位",
    ),
    Aside(
        id="aside.earlier", measures=frozenset({"launch"}), words=r"早先|先前|早已|早早|此前已|already (?:begun|begins?|started|opened|launched)",
        example="百度早先已启动红包活动，千问2月6日也来",
    ),
    Aside(
        id="aside.sponsor.of.none", measures=frozenset({"sponsor"}), words=r"合作费用|冠名权|争夺|争抢|都来抢|谈过|接触过|谁能|谁会|who will|wants? (?:one|it)\b",
        example="春晚的冠名权，千问也来抢",
    ),
    Aside(
        id="aside.sponsor.anybody", measures=frozenset({"sponsor"}),
        words=r"(?:机器人|巨头|大厂|明星|品牌|企业|公司|谁|一个接一个)[^,，。]{0,8}(?:上|牵手|赞助)[^,，。]{0,4}春晚",
        example="互联网巨头上春晚，豆包不是第一家",
    ),
    Aside(
        id="aside.sponsor.rumour", measures=frozenset({"sponsor"}), scope="sentence",
        words=r"\bbought no\b|\balleged|\brumou?r|传闻|据传|网传|春晚(?:了|吗|么)?[?？]",
        example="市场传闻，豆包将独家冠名春晚",
    ),
    Aside(
        id="aside.rumour", measures=frozenset({"link_block", "outage", "launch", "phase_start"}), scope="sentence",
        words=r"网传|传言|谣言|辟谣|不实|有消息称|据传|\bhoax|\bfalse rumou?r",
        example="网传豆包的链接被微信屏蔽，并不属实",
    ),
    Aside(
        id="aside.outage.links", measures=frozenset({"outage"}), scope="two clauses", words=r"链[接结]|连结|口令|\blinks?\b|分享|外链|网址",
        example="元宝的红包链接在微信里打不开",
    ),
    Aside(
        id="aside.outage.market", measures=frozenset({"outage"}), scope="sentence",
        words=r"hang seng|\bindex|\bstocks? (?:market|price)|\bshares?\b|crypto|liquidation|\bbitcoin|股市|股价|恒指",
        example="Alibaba's shares crashed on February 12 while Qwen gave away tea",
    ),
)  # fmt: skip
# What is measured over a period is no campaign of that length.
MEASURED = re2.compile(
    r"\brank|\bchart|\bweek\b|那周|当周|一周|星期|榜|素材|投放|监测|日活|月活|活跃|\b[dmw]au\b|downloads?|active users|下载|公测"
    r"|people sent|sent and received|number of people|went through it|grabbed \d|收发"
)
# Right before a word that tells an event, these say that it did not happen.
DENIED = compile_window(
    r"(?:(?:没有?|未能?|并未|不再|未再|没再)(?:再次?)?(?:出现|发生|遇到)?过?|不会[^,，。]{0,6}|无缘|解除|\bno|\bno longer|\bnot|nothing|never|n't|yet to|growth|talks|progress|\bwithout(?: any| a)?|(?:n't|not) so much as|\b(?:nobody|no one) (?:will|would|did)|\bden(?:y|ies|ied)\b[^.,;]{0,36}|否认[^,，。]{0,12}) ?$"
)
DENIED_SPONSOR = compile_window(
    r"(?:(?:\bnot\b|n't\b|denied|denies|could|might|talks|没有|并非|否认|落选|不是|洽谈|谈判)[^,.;，。；]{0,24}|(?:没能?|未能?))$"
)
# Right behind such a word, these say so too: "宕机没有出现".
DENIED_AFTER = compile_window(
    r"^的?(?:情况|事故|一幕|现象)?(?:并?没有|并?未|没)(?:再次?|能)?(?:出现|发生|重演|来)|^ (?:did not|didn't|never) (?:happen|come|occur|recur|return|materiali[sz]e)"
)
# A partner who is a person: "he and partner Shao Xiaofeng", "his business partner".
PERSON = compile_window(
    r"\b(?:he|she) and |\b(?:his|her|my|founding|senior|managing|business|life|law|general|limited|venture|long-time|longtime|old|fellow) $"
)
PERSON_AFTER = compile_window(
    r"^ (?!(?:of|for|with|to|at|and|in|on|is|was|will|has|had|by|that|which|who|this|again|from|as|behind)\b)[a-z]+ [a-z]+"
)
# "will not start until January 28" is no end.
NOT_UNTIL = compile_window(r"\b(?:not|n't|never)\b[^.;]{0,30}$")
# "over since February 17", "have not opened since February 4".
OVER_SINCE = compile_window(
    r"(?:\b(?:over|ended|closed|finished|done|gone|stopped|blocked|barred|limited|down|out|unavailable)|\bnot [a-z]+[^,.;]{0,24}|no longer [^,.;]{0,24}|n't [^,.;]{0,24}) $"
)
