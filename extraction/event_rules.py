"""What happens in a campaign, as words that tell it: launch, end, phase_start, outage, link_block, sponsor; each with an example."""

from dataclasses import dataclass

import re2

from extraction.event_asides import LATER_PHASE

_CAMPAIGN = (
    r"\b(?:campaigns?|events?|giveaways?|promotions?|promos?|plans?|treats?|envelopes?|packets?|free|free-order|coupons?"
    r"|distribut\w*|initiatives?|drinks|red|hongbao|hong bao|awards?|(?:milk |bubble )?teas?|cash|giv(?:e|es|ing) away|gave away|set(?:s|ting)? aside|hand(?:s|ed|ing) out|dish(?:es|ed|ing) out|dol(?:es|ed|ing) out|pools?|pots?"
    r"|benefits|goodies|push|activit(?:y|ies)|shot|subsid\w+|rewards?|lucky|bonanzas?|handouts?|drive|efforts?)\b|(?:million|billion) yuan\b"
    r"|利是|活动|补贴|福利|奖|营销|红包|现金|免单|请客|分\d+亿|春节|战报|奶茶|预热|优惠|小马卡|(?:免单|红包|现金|新|集)卡"
)
_GALA = r"gala|\bbroadcast(?:er)?s?\b|\bshow\b|new year show|countdown show|new year.s eve show|跨年|春晚|cctv|卫视|china central television|for the evening|元宵晚会|联欢晚会|总台"


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
        words=LATER_PHASE + r"|压轴|返场|转入[^,，。]{0,12}(?:专场|阶段|下半场)",
        example="The second phase of Qwen's campaign starts on February 13",
    ),
    EventRule(
        id="event.gala.night", measure="phase_start", near=_GALA, is_dated=True, words=r"留给|留到|放在|压在|(?:reserved|saved|kept|held back|held over) for|(?:saves|keeps|holds back|reserves) [^.;,]{0,40} for",
        example="豆包把最大的一轮放在2月16日春晚",
    ),
    EventRule(
        id="event.launch", measure="launch", near=_CAMPAIGN, is_dated=True,
        words=r"\b(?:opened|opens?|would open|came out with|got (?:going|under way|off the ground)|gets going|began|begins?|begun|starts?|started|starting|kick(?:s|ed)? (?:(?:things|it|this|the \w+) )?off|opened the (?:taps|floodgates)|launch(?:es|ed|ing)?|went live|goes? live|going live|(?:goes|went|going) online|commenc(?:es|ed|ing)|switched on|rolled out|to begin|to start|first day"
        r"|under way|underway|are free|is free|due on|beginning|is on (?:jan|feb|mar|\d|the \d|mon|tue|wed|thu|fri|sat|sun|new)\w*|launch day|the start (?:is|was)\b|this goes live|rolls? out|follows?\b|followed (?:on|with|suit)\b|there will be)\b|\bappeared|上线|启动|开启|开抢|开始|开跑|启幕|开闸|首日|[日天]起|起有|起发|启幕|喊出|抢在前头|推出|开派|起派|开门|开波|起跑|登场|开张|发车|首发|做的|拉开|开出|推行|开场|开新春|开的|开打|开始|落地|亮相|打响|起至|活动(?:先)?开了|先开了|活动以来|日上线|起再|再派|开了[^,，。]{0,6}(?:撒钱|红包|活动)|开动|(?:[^打公离召展拆翻])开了?\x22(?:春节|新春|豆包过年|上元宝)|(?:[^打公离召展拆翻离])开了?(?:春节|新春)(?:大免单|红包|请客)|推[^,，。]{0,6}(?:免单|红包|请客)|日(?:零点|0点|凌晨|晚|中午)?起|开办|[）)]起[，,]",
        example="元宝红包活动2月1日启动",
    ),
    EventRule(
        id="event.launch.it", measure="launch", is_dated=True,
        words=r"^(?:it|this|the (?:campaign|event|promotion|giveaway|start)) (?:is|begins?|starts?|opens?|launch(?:es)?|kicks? off|goes live|runs)\b|; (?:it|this|the (?:campaign|event|promotion|giveaway|start|launch)) (?:begins?|starts?|opens?|kicks? off|goes live|runs from|(?:is|was) (?:on|set for|due on|planned for))\b",
        example="It begins on February 1: Yuanbao's rain of envelopes",
    ),
    EventRule(
        id="event.launch.first.day", measure="launch", is_dated=True, words=r"(?:首日|第一天|launch day|opening day|day one|first day) ?[(（]",
        example="元宝首日（2月1日）DAU是2399万",
    ),
    EventRule(
        id="event.launch.first.hours", measure="launch", near=_CAMPAIGN + r"|\blinks?\b|\bpackets", is_dated=True,
        words=r"\b(?:first|early|opening) (?:hours|minutes) of (?:january|february|jan|feb)|\bonly (?:hours|minutes) old\b|[日号](?:刚过零点|零点(?:一到|刚过|整|过后)|一开始就)",
        example="It took only the first hours of February 1 for Yuanbao's links to fill the groups",
    ),
    EventRule(
        id="event.launch.first", measure="launch", near=_CAMPAIGN, is_dated=True,
        words=r"\bfirst with (?:cash|money|red|its|envelopes|packets)|\b(?:fired|moved|struck|went|came out) first\b|\bfirst (?:draws?|rounds?|packets|envelopes) (?:(?:falls?|comes?|are|is|were|was) )?(?:on|from)\b|\bfirst (?:wave|phase|round|stage),? (?:from|on)\b"
        r"|第一枪|(?:第一|头一?|首)(?:波|轮|阶段|段)(?:在|从|自|于|为|是)?\d|上了[^,，。]{0,14}(?:红包|免单|补贴|请客)|日的\x22[^\x22]{0,12}(?:免单|红包|请客)|\x22[^\x22]{0,12}(?:免单|红包|请客|过年)[^\x22]{0,4}\x22的?(?:头一天|第一天|首日|开门|开了门|[与和同跟][^\x22,，。]{0,4}见面|甩|正式|来了|到来|露面|亮)|[日号](?:就|便|即|又|再|正式)?(?:放出|撒出|派出|送出|拿出|掏出|发出?|派|撒|送)[^,，。个次\d]{0,4}\d+亿元?[^,，。个次]{0,4}(?:红包|免单|现金|福利)|打开[^,，。]{0,8}口子|日(?:抛出|祭出|甩出)",
        example="Yuanbao, first with cash on Feb. 1",
    ),
    EventRule(
        id="event.launch.enter", measure="launch", is_dated=True,
        words=r"(?:带着|携|豪掷|怀揣|手握|拿着)[^,，。]{0,10}亿[^,，。]{0,8}(?:入场|进场|下场|入局|杀入|加入|参战)|放闸|鸣枪|开抢[,，。]|\d[日号](?:起|就)?(?:撒|派|发|送)(?:起|到(?:现在|今))|\b(?:joined|joins|entered|enters) the (?:fray|fight|race|battle|fun|contest|red packet war)\b",
        example="2月6日，阿里的千问带着30亿入场",
    ),
    EventRule(
        id="event.launch.of.day", measure="launch", near=_CAMPAIGN, is_dated=True,
        words=r"\bthe (?:jan\w*|feb\w*)\.? \d{1,2}(?:st|nd|rd|th)? (?:launch|campaign|giveaway|promotion|event|opening|push)\b",
        example="The Feb. 6 campaign of Qwen",
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
        id="event.launch.since", measure="launch", near=_CAMPAIGN, is_dated=True, words=r"(?:\b|\d)(?:(?:since|from) (?:february|january|feb|jan)|since (?:mon|tues|wednes|thurs|fri|satur|sun)day,|from (?:mon|tues|wednes|thurs|fri|satur|sun)day (?:on|onwards?)\b)",
        example="Everywhere since February 1: Yuanbao and its red envelopes",
    ),
    EventRule(
        id="event.end", measure="end", is_dated=True,
        words=r"\buntil\b|\bthrough (?:february|march|feb|mar)|last day|(?:^|[ ,;:(])(?:ends?|ended)(?: on| in|[,.;]|$| with| at| after| when| (?:january|february|march|jan|feb|mar))|lasts (?:to|until)|\bending\b|\b(?:campaign|giveaway|promotion|round|wave|phase)\b[^.;]{0,50}\bclosed (?:on|at|in)\b|\bcloses\b|\bclose(?:[^ \w]|$| [^t]| t[^o])|over since|\bcall(?:s|ed) it quits\b|\bwrap(?:s|ped)? up|\bclos(?:es|ed|ing) (?:its|their|the) [^.,;]{0,24}(?:campaign|promotion|giveaway|offer|event)|(?:money|cash|packets|handouts?|giveaway|drinks) (?:stopped|stops|dried up|ran out)\b|\bw(?:inds?|ound) (?:down|up)|\bdr(?:aws?|ew) to (?:a|its) close|\b(?:comes?|came) to (?:a close|an end)|\bconclud(?:es|ed)\b|\bfinish(?:es|ed) (?:on|with)|结束|收尾|收官|收场|收炉|收工|完结|落下帷幕|谢幕|截止|落幕|持续到|做到|为止|收摊|停[发派]|打烊|关门|到期|下线",
        near=_CAMPAIGN + r"|phase|runs?|first|波|轮", example="Qwen's campaign runs until February 28",
    ),
    EventRule(
        id="event.end.until", measure="end", is_dated=True, words=r"\(until\b|until (?:feb|mar)|(?:^|[^截升涨增涌跃飙冲降跌甚直推移改])至 ?\d+ ?月|活动[^,，。]{0,6}截至|活动到|[派发](?:放|送)?到 ?(?:\d|正月|除夕|初|元宵|年)|抢到(?:\d)|持续至|[日号]为?止|为止",
        example="Yuanbao (until Feb. 17)",
    ),
    EventRule(
        id="event.outage", measure="outage",
        words=r"\bcrash(?:ed|es|ing)?\b|outage|unable to access|could not (?:open|access|get an order)|stopped (?:answering|responding|working)|fell over|gave way|gave out(?:[,.;]|$| (?:under|around|for a)\b)|\bstalled|froze(?:$|[,.;]| (?:up|over|for|on|and|under|when|as|at)\b)|\bfrozen\b|\bfreezes?(?:$|[,.;]| (?:up|over|for|on|under|when|as|at)\b)|service (?:interruptions?|disruptions?)|tim(?:ed|ing|es) out|gr(?:inds?|ound|inding) to a (?:halt|standstill)|\bstagger(?:s|ed)\b|spun (?:endlessly|on\b|and spun)|kept spinning|would neither |seized up|unresponsive|bogged down|went blank|inaccessible|went dark for|could not cope|error page|would not (?:load|open)|(?:return|show|display|throw)(?:s|ed|ing)? (?:up )?(?:only |nothing but )?errors\b|error messages|kept (?:crashing|failing|freezing|loading)|(?:briefly|temporarily|partly|partially) (?:down|offline|unreachable)|(?:went|goes|was|were|knocked|taken) offline|忙不过来|吃不消|卡了|挂了|\b(?:went|was|were|is) down(?: for| under| on| briefly| again|,|\.|;|$)|servers? (?:failed|buckled|overwhelmed|down)|systems? (?:slowed|crash|failed|collapsed)"
        r"|overloaded|overwhelmed|unavailable|stopped responding|buckled under|knocked offline|崩了|崩溃|宕机|当机|瘫了|(?:正在|遭遇|触发|排队|被)[^,，。]{0,4}限流|挤爆|冲垮|挤垮了服务|瘫痪|打不开|无法访问|服务器[^,，。;；]{0,8}(?:宕|崩|挤|挂|卡|瘫|过载|压力|繁忙|告急|不够)|无法下单|进不去|卡顿|系统繁忙|暂时无法|扛不住|太火爆|过于火爆|人数过多|falter\w*|buckle\w*|\bapp down\b|was out (?:for|of)|could not (?:stand|bear|follow|cope|keep up)|to (?:its|their) knees|choked|lagging(?:[,.;]|$| and)|nothing could be clicked|slow servers|ordering hang"
        r"|servers? (?:strain\w*|groan\w*|struggl\w*|gave (?:up|in|way)|gives? (?:up|in|way)|short of|ran out|could not|cannot)|(?:system|server|network) (?:error|busy|is away)|took no clicks|stood still|no longer (?:fulfilled|took|accepted|filled) orders|pages? (?:lagged|froze|hung|would not)|hiccup(?:ed|s)?\b|glitch(?:ed|y)\b|glitch(?:es)? (?:hit|struck|stopped|kept|left|made|followed|forced)|(?:suffered|had|saw|met|hit by|full of) (?:a |some |several )?(?:[a-z]+ )?glitch(?:es)?\b|(?:没|未能?)(?:能)?[顶撑扛]住|[顶撑扛]不住|点不[动了]|动不了|不动了|压垮|闪退|无响应|没反应|加载不出|报错|卡住了|(?:页|屏|端|面|app|次|度|系统|服务器?)[^,，。]{0,4}卡住|算力不[够行足]|落不到单|挂掉|累瘫|挤趴|卡死|转圈|扛不动|撑不住|下不了单|停摆|失灵|掉线|故障",
        example="千问App一度被流量冲垮",
    ),
    EventRule(
        id="event.link.block", measure="link_block", is_about_links=True,
        words=r"block(?:ed|s|ing)?|cut off|shut out|stop(?:s|ped)? opening|disabl(?:es?|ed|ing)|refus(?:es?|ed|ing)|wall(?:s|ed) off|g[eo]ts? the same treatment|did likewise|restrict(?:ed|s|ing|ions?)?|banned|bans|barred|limits? (?:on )?(?:links?|sharing|copying|forwarding|passing)|(?:met|meets|meeting|faced) (?:with )?(?:much )?the same (?:limits|fate|treatment|barrier|wall)?|treat(?:ed|s) (?:it|them|both) (?:in )?the same|(?:have|has|had) not opened|no longer lets? |拦下|拦住|挡下|包含诱导|挡在[^,，。]{0,6}(?:门外|外面)|受限|停止访问|封杀|被\x22封\x22|(?:被|遭)[^,，。]{0,6}处[置理]|处置[^,，。]{0,12}违规|不能[^,，。]{0,8}打开|clamp(?:s|ed)? down|clampdown|could not be (?:copied|opened|shared)|pull(?:s|ed) the plug on|no (?:longer|more) (?:be )?(?:open|opened|copied|copy|allow|passed|shared|forwarded|pasted|sent)\w*|put (?:fresh |new |strict )?limits on|(?:do|does|did) not open|stopped [^.,;]{0,40}from opening|links? went dark|不再容许|不再允许|不能(?:直接)?打开|打不开|copy option was gone|cannot be opened|封禁|封锁|复制不了|违规[^,，。]{0,6}处置|发不出|屏蔽|被封|限制|禁止|无法(?:直接)?(?:打开|复制|分享)|封了|封过|点不开|拦截|逃不过|does not let|let through|held back|no longer work|were stopped|(?:was|were|is|are) (?:barred|intercepted|refused)|cannot be posted|treated the same",
        near=r"links?|invitations?|passphrases?|codes?|copy|copying|copied|sharing|shared|链接|链结|连结|口令|分享|复制|密码|外链|二维码|网址", example="2月9日起，元宝的活动链接在群里被屏蔽",
    ),
    EventRule(
        id="event.link.dead", measure="link_block", is_about_links=True, near=r"wechat|weixin|微信|copy",
        words=r"\b(?:not one|none|no) of [^.;]{0,16}\blinks?\b[^.;]{0,20}\b(?:work|open|load)\w*|\blinks?\b[^.;,]{0,30}\b(?:dead|useless|vanish\w*|disappear\w*|stopped working|(?:not|no longer|n't) work\w*|led nowhere)\b"
        r"|\bcopy[\x22'\x27]? (?:entry|option|button|function)\b[^.;]{0,30}\b(?:vanish\w*|gone|disappear\w*|missing|dropped out)|(?:链[接结]|连结|口令)[^,，。;]{0,8}(?:失效|作废|没反应|不见了|消失|死|双双?失灵|全部?失灵|都?失灵)",
        example="Not one of Yuanbao's links worked in WeChat any more",
    ),
    EventRule(
        id="event.link.app", measure="link_block", is_about_links=True,
        words=r"\b(?:wechat|weixin) (?:has |had |have |also |then |soon |promptly |swiftly |quickly )*(?:cut off|blocked|blocks|banned|bans|shut out|barred|locked out)\b|\b(?:blocked|barred|banned|cut off|shut out|locked out|cast out|thrown out|kept out) (?:by|from|in|on|inside|of) (?:tencent's |its own )?(?:wechat|weixin)\b|\b(?:has|have|had) (?:also |since |now )?been blocked\b"
        r"|(?:被|遭)(?:到)?(?:自家)?(?:的)?微信[^,，。]{0,4}(?:封|屏蔽|拦|挡)|微信[^,，。]{0,4}(?:封杀|封禁|封了|屏蔽|拦截)了?|(?:被|遭)微信限制",
        example="WeChat cut off Yuanbao within three days",
    ),
    EventRule(
        id="event.sponsor.ai", measure="sponsor",
        words=r"\b(?:exclusive|official|chief|sole|lead|only) (?:(?:ai|cloud|intelligence|artificial)[ ,-]?(?:and )?){1,3}(?:service )?(?:cooperation )?partner\b|(?:独家|首席|官方|唯一|指定)(?:ai|人工智能|大模型|智能|云|互动){1,3}(?:服务)?(?:战略)?(?:合作)?(?:伙伴|平台)",
        example="字节旗下的豆包以“独家AI云合作伙伴”的身份入席",
    ),
    EventRule(
        id="event.sponsor", measure="sponsor", near=_GALA,
        words=r"(?:(?:exclusive|official|chief|sole|lead)[a-z ,-]{0,30})?\bpartner(?:s|ed|ship)?\b|sponsor(?:s|ed|ship|ing)?\b|naming rights|title sponsor|(?:puts?|has put|had put|putting) its name (?:on|to)|gala slot|was in (?:the )?[^.;]{0,40}gala"
        r"|合作伙伴|合作权|独家[^,，。]{0,14}合作|冠名|官宣[^,，。]{0,8}合作|春晚的?合作|上了央视春晚|上春晚|(?:要|登)上[^,，。]{0,8}春晚|坐[正上稳][^,，。]{0,4}春晚|(?:绑定|定下|签下|搭上)[^,，。]{0,4}春晚|春晚[^,，。]{0,4}合作|独家[^,，。]{0,14}伙伴|(?:goes|went|is going|heads?|headed) (?:on|to|for) the [^.;]{0,24}gala|team(?:s|ed|ing)? up with [^.;]{0,30}gala|(?:secured?|won|bagged|landed|bought) (?:the |a )?[^.;]{0,24}(?:gala|countdown)|gala [a-z]{0,10} ?appears|合作(?:了|的)?[^,，。]{0,8}春晚|占[住据]?[^,，。]{0,6}春晚|(?:has|have|had|got) the (?:cctv )?[^.;]{0,16}gala|works (?:with|for) [^.;]{0,34}gala|(?:stood behind|worked for|appears (?:on|at)|plays? a part in|powers?|powered|powering) [^.;]{0,34}gala|牵手|拿下[^,，。]{0,8}春晚|赞助",
        example="豆包所在的火山引擎是春晚的合作伙伴",
    ),
)  # fmt: skip

# Two days joined in a sentence about a campaign are its first and its last day.
PERIOD = re2.compile(
    r"^\s?(?:起到|起至|做到|持续至|一直到|持续到|延续到|开到|发到|派到|-|–|—|——|~|至|到|to|until|through)\s?$"
)
# What was over in the sentence before had the days that are told next.
PERIOD_OVER = re2.compile(
    r"\bis over\b|\bhas ended\b|\bended\b|\bwrapped up\b|\bcame to (?:an end|a close)\b|\bends with\b|收官|落幕|结束|收场"
)
PERIOD_NEAR = re2.compile(_CAMPAIGN)
PERIOD_EXAMPLE = "2月3日至3月1日，文心助手天天发红包"
