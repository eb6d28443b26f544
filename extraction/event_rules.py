"""What happens in a campaign, as words that tell it: launch, end, phase_start, outage, link_block, sponsor; each with an example."""

from dataclasses import dataclass

import re2

from extraction.event_asides import LATER_PHASE

_CAMPAIGN = (
    r"\b(?:campaigns?|events?|giveaways?|promotions?|promos?|plans?|treats?|envelopes?|packets?|free|free-order|coupons?"
    r"|distribut\w*|initiatives?|drinks|red|hongbao|hong bao|awards?|(?:milk |bubble )?teas?|cash|give away|pools?|pots?"
    r"|benefits|goodies|push|activit(?:y|ies)|shot|subsid\w+|rewards?|lucky)\b"
    r"|利是|活动|补贴|福利|奖|营销|红包|现金|免单|请客|春节|战报|预热|优惠|小马卡|(?:免单|红包|现金|新|集)卡"
)
_GALA = r"gala|\bshow\b|new year show|countdown show|new year.s eve show|跨年|春晚|cctv|卫视|china central television|for the evening|元宵晚会|联欢晚会|总台"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """Words that tell an event; `near` must stand in the same sentence; `is_dated` if it is none without a date there."""

    id: str
    measure: str
    words: str
    near: str = ""
    is_dated: bool = False
    is_about_links: bool = False
    example: str


EVENTS = (
    EventRule(
        id="event.phase.start", measure="phase_start", is_dated=True,
        words=LATER_PHASE + r"|压轴",
        example="The second phase of Qwen's campaign starts on February 13",
    ),
    EventRule(
        id="event.gala.night", measure="phase_start", near=_GALA, is_dated=True, words=r"留给|放在|reserved for|saved for|held back for",
        example="豆包把最大的一轮放在2月16日春晚",
    ),
    EventRule(
        id="event.launch", measure="launch", near=_CAMPAIGN, is_dated=True,
        words=r"\b(?:opened|opens?|would open|began|begins?|begun|starts?|started|starting|kick(?:s|ed)? off|launch(?:es|ed|ing)?|went live|goes? live|going live|rolled out|to begin|to start|first day"
        r"|under way|underway|are free|is free|due on|beginning|is on\b|launch day|the start (?:is|was)\b|this goes live|rolls? out|follows?\b|there will be)\b|appeared|上线|启动|开启|开抢|开始|开跑|启幕|开闸|首日|日起|起有|起发|启幕|喊出|抢在前头|推出|开派|起派|开门|开波|起跑|登场|开张|发车|首发|做的|拉开|开出|推行|开场|开新春|开的|开打|开始|落地|亮相|打响|起至|活动(?:先)?开了|先开了|活动以来|日上线|起再|再派|开了[^,，。]{0,6}(?:撒钱|红包|活动)|开动|(?:[^打公离召展拆翻])开了?[“\x22「](?:春节|新春|豆包过年|上元宝)|(?:[^打公离召展拆翻离])开了?(?:春节|新春)(?:大免单|红包|请客)|推[^,，。]{0,6}(?:免单|红包|请客)|日(?:零点|0点|凌晨|晚|中午)?起|开办|[）)]起[，,]",
        example="元宝红包活动2月1日启动",
    ),
    EventRule(
        id="event.launch.it", measure="launch", is_dated=True,
        words=r"^(?:it|this|the (?:campaign|event|promotion|giveaway|start)) (?:is|begins?|starts?|opens?|launch(?:es)?|kicks? off|goes live|runs)\b",
        example="It begins on February 1: Yuanbao's rain of envelopes",
    ),
    EventRule(
        id="event.launch.first.day", measure="launch", is_dated=True, words=r"(?:首日|第一天) ?[(（]",
        example="元宝首日（2月1日）DAU是2399万",
    ),
    EventRule(
        id="event.change", measure="other", near=_CAMPAIGN,
        words=r"extend(?:ed|s)?|may now be used until|延到|moved (?:the|its) (?:last day|end|deadline)|prolonged|halt(?:s|ed)|now run to|go(?:es)? on (?:through|until)|lets? [^.;]{0,24} run (?:until|to)|stopp?ed giving|suspend(?:ed|s)|now lasts|延长|顺延|暂停|叫停|延期至",
        example="Qwen's free-order cards were extended by a week",
    ),
    EventRule(
        id="event.announced", measure="other", near=_CAMPAIGN, is_dated=True,
        words=r"\b(?:announc(?:es|ed|ing)|announcement|unveil(?:s|ed)|made public)\b|官宣|宣布|公布",
        example="On January 25 Tencent announced a Spring Festival campaign for Yuanbao",
    ),
    EventRule(
        id="event.launch.since", measure="launch", near=_CAMPAIGN, is_dated=True, words=r"\b(?:since|from) (?:february|january|feb|jan)",
        example="Everywhere since February 1: Yuanbao and its red envelopes",
    ),
    EventRule(
        id="event.end", measure="end", is_dated=True,
        words=r"\buntil\b|\bthrough (?:february|march|feb|mar)|last day|(?:^|[ ,;:(])(?:ends?|ended)(?: on| in|[,.;]|$| with| at| after| when| (?:january|february|march|jan|feb|mar))|lasts (?:to|until)|\bcloses\b|\bclose(?:[^ \w]|$| [^t]| t[^o])|over since|结束|收尾|收官|收场|收炉|收工|完结|落下帷幕|谢幕|截止|落幕|持续到|做到|为止",
        near=_CAMPAIGN + r"|phase|runs?|first|波|轮", example="Qwen's campaign runs until February 28",
    ),
    EventRule(
        id="event.end.until", measure="end", is_dated=True, words=r"\(until\b|until (?:feb|mar)|(?:^|[^截升涨增涌跃飙冲降跌甚直推移改])至 ?\d+ ?月|活动[^,，。]{0,6}截至|活动到|派到|发到|抢到(?:\d)|持续至|为止",
        example="Yuanbao (until Feb. 17)",
    ),
    EventRule(
        id="event.outage", measure="outage",
        words=r"\bcrash(?:ed|es|ing)?\b|outage|unable to access|could not (?:open|access|get an order)|stopped (?:answering|responding|working)|fell over|gave way|\bstalled|froze\b|frozen|timed out|inaccessible|went dark for|could not cope|error page|would not load|卡了|卡住了|挂了|\b(?:went|was|were|is) down(?: for| under| on| briefly| again|,|\.|;|$)|servers? (?:failed|buckled|overwhelmed|down)|systems? (?:slowed|crash|failed|collapsed)"
        r"|overloaded|overwhelmed|unavailable|stopped responding|buckled under|knocked offline|崩了|崩溃|宕机|挤爆|冲垮|挤垮了服务|瘫痪|打不开|无法访问|服务器[^,，。;；]{0,8}(?:宕|崩|挤|挂|卡|瘫|过载|压力|繁忙|告急|不够)|无法下单|进不去|卡顿|系统繁忙|暂时无法|扛不住|太火爆|过于火爆|人数过多|falter\w*|buckle\w*|\bapp down\b|was out (?:for|of)|could not (?:stand|bear|follow|cope|keep up)|to (?:its|their) knees|choked|lagging(?:[,.;]|$| and)|nothing could be clicked|slow servers|ordering hang"
        r"|落不到单|挂掉|累瘫|挤趴|卡死|转圈|扛不动|撑不住|下不了单|停摆|失灵|掉线|故障",
        example="千问App一度被流量冲垮",
    ),
    EventRule(
        id="event.link.block", measure="link_block", is_about_links=True,
        words=r"block(?:ed|s|ing)?|cut off|shut out|stops? opening|restrict(?:ed|s|ing|ions?)?|banned|bans|barred|limits? (?:on )?(?:links?|sharing)|clamp(?:s|ed)? down|clampdown|could not be (?:copied|opened|shared)|no (?:longer|more) (?:be )?(?:open|opened|copied|copy|allow)\w*|put (?:fresh |new |strict )?limits on|(?:do|does|did) not open|stopped [^.,;]{0,40}from opening|links? went dark|不再容许|不再允许|不能(?:直接)?打开|打不开|copy option was gone|cannot be opened|封禁|封锁|复制不了|违规[^,，。]{0,6}处置|发不出|屏蔽|被封|限制|禁止|无法(?:直接)?(?:打开|复制|分享)|封了|封过|点不开|拦截|逃不过|does not let|let through|held back|no longer work|were stopped|(?:was|were|is|are) (?:barred|intercepted|refused)|cannot be posted|treated the same",
        near=r"links?|codes?|copy|copying|copied|sharing|shared|链接|链结|口令|分享|复制|密码|外链", example="2月9日起，元宝的活动链接在群里被屏蔽",
    ),
    EventRule(
        id="event.sponsor", measure="sponsor", near=_GALA,
        words=r"(?:(?:exclusive|official|chief|sole|lead)[a-z ,-]{0,30})?\bpartner(?:s|ed|ship)?\b|sponsor(?:s|ed|ship|ing)?\b|naming rights|title sponsor|gala slot|was in (?:the )?[^.;]{0,40}gala"
        r"|合作伙伴|合作权|独家[^,，。]{0,14}合作|冠名|官宣[^,，。]{0,8}合作|春晚的?合作|上了央视春晚|上春晚|(?:要|登)上[^,，。]{0,8}春晚|坐[正上稳][^,，。]{0,4}春晚|(?:绑定|定下|签下|搭上)[^,，。]{0,4}春晚|春晚[^,，。]{0,4}合作|独家[^,，。]{0,14}伙伴|(?:goes|went|is going|heads?|headed) (?:on|to|for) the [^.;]{0,24}gala|(?:has|have|had|got) the (?:cctv )?[^.;]{0,16}gala|works (?:with|for) [^.;]{0,34}gala|(?:stood behind|worked for|appears (?:on|at)|plays? a part in) [^.;]{0,34}gala|牵手|拿下[^,，。]{0,8}春晚|赞助",
        example="豆包所在的火山引擎是春晚的合作伙伴",
    ),
)  # fmt: skip

# Two days joined in a sentence about a campaign are its first and its last day.
PERIOD = re2.compile(
    r"^\s?(?:起到|起至|做到|持续至|一直到|持续到|延续到|开到|发到|派到|-|–|—|——|~|至|到|to|until|through)\s?$"
)
PERIOD_NEAR = re2.compile(_CAMPAIGN)
PERIOD_EXAMPLE = "2月3日至3月1日，文心助手天天发红包"
