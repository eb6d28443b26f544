"""Figures that are no claim: gaps, increments, wishes, populations, rates; each with the sentence that taught it."""

from extraction.business_figures import BUSINESS
from extraction.rules import GAP, FigureRule

_PERSON = (
    r"(?:a family of|(?:one|a) (?:player|user|shop|store|customer|netizen|celebrity|owner|man|woman|student)[^.;]{0,30}? (?:drew|won|got|received|said|posted|grabbed|claimed|reported|snatched|pulled|earned|made|took|found|sold|sells|makes)|someone"
    r"|网友|有人|小编|记者|笔者|作者|我(?:的|才|一共|自己|只|抽|抢|领|让)|本人|某(?:店|门店|用户)|一家店|单店)"
)
# A sum that somebody expects of the next holiday is no budget of this one; one that a firm announces for it is.
_EXPECTED = r"(?:预计|预测|估计|有望|预期|或将|料将|expect\w*|forecast\w*|predict\w*|estimate\w*|likely)"
_NEXT = r"(?:明年|来年|后年|下个春节|下一个春节|next (?:year|spring festival|lunar new year|season|holiday))"

# The first that fits gives the reason.
DISTRACTORS = (
    *BUSINESS,
    FigureRule(
        id="not.tokens.after", reject="token throughput",
        pattern=r"(?:N|M)[^MNPXKJQY。;；!?,，]{0,14}?tokens?", example="Doubao's models wrote 45 billion tokens in a minute",
    ),
    FigureRule(
        id="not.tokens.before", reject="token throughput",
        pattern=r"(?:token|吞吐)[^。;；!?]{0,60}[NP]", example="豆包模型每天处理的Token达到45万亿",
    ),
    FigureRule(
        id="not.title", reject="part of a title", pattern=r"《[^》MNPXKJQY]{0,12}N(?:次|个|种|里|条|张|人|年|天)[^》MNPXKJQY]{0,12}》", example="《千万次的问》是一首老歌，千问也是",
    ),
    FigureRule(
        id="not.gap.zh", reject="gap",
        pattern=r"(?:差了?|差距[^NJ]{0,4}|落后[^NJ]{0,8}|领先[^NJ]{0,8}|(?:甩开|反超|拉开)[ACO][^NJ,，:：]{0,4}|相差|高出|多出(?:了|[ACOG的][^NJ]{0,6})?|少了?|超出|只差|还差|仅差)"
        r"(?:近|约|大约|超过?|将近|了|有|近乎|足足|整整){0,2} ?[NM]",
        example="千问离第一名还差600万",
    ),
    FigureRule(
        id="not.gap.compare", reject="gap",
        pattern=r"(?:比|较|与|跟)[^NMJK。;；!?,，]{0,12}?(?:多|少|[^最提]高|低|落后|领先)(?:出|了)?(?:超过?|近|约|大约)? ?[NM]",
        example="比前一天多了约5100万",
    ),
    FigureRule(
        id="not.gap.en.after", reject="gap",
        pattern=r"N(?: [a-z]+){0,3} (?:behind|ahead|short of|shy of|fewer than|less than|more than [ACO]|away from|below|above [ACO])|lead over [^.;]{0,30}? (?:to|of|at|by) (?:about |over |just |only )?N",
        example="still some 5 million users behind Doubao",
    ),
    FigureRule(
        id="not.gap.en.before", reject="gap",
        pattern=r"(?:behind (?:[ACO] )?by|ahead (?:of [ACO] )?by|gap (?:of|was|is|stood at)|trail(?:s|ed|ing)? (?:[ACO] )?by|lead of|difference of|margin of|led (?:[ACO] )?by)"
        r"[^NMJK.;]{0,20}?[NM]",
        example="Yuanbao trails Doubao by about 15 million",
    ),
    FigureRule(
        id="not.gap.en.past", reject="gap",
        pattern=r"(?:\bpast|beyond|clear of|above|\bover|passed|passing|overtook|overtaking|outdid|outstripp\w+|outpac\w+|surpass\w*|exceed\w*) [ACO](?:'s [a-z ]{1,30}| [a-z]+)? by"
        r"(?: about| some| over| nearly| almost| roughly| around| more than| a good| as many as)? [NM]",
        example="58.48 million, and past Yuanbao by about 34.49 million DAU",
    ),
    FigureRule(
        id="not.gap.en.more", reject="gap",
        pattern=r"N(?: [a-z]+){1,4} (?:less|fewer)\b|N[^MNPXKJQY.;]{0,40} (?:have |has |had )?(?:left|quit|abandoned|deserted) [ACO]|[NM] (?:more|fewer|higher|lower|(?:are |is |were |was )?missing)\b", example="51 million more than the day before",
    ),
    FigureRule(
        id="not.increment.zh", reject="increment",
        pattern=r"(?:新增|净增|增加|增长|多了|涨了|上涨|提升|上升)(?:用户|日活|了|约|近|超过?|逾|将近|超出){0,2} ?N", example="元宝一周新增用户超1600万",
    ),
    FigureRule(
        id="not.increment.en", reject="increment",
        pattern=r"\b(?:(?:grew|rose|increased|jumped|climbed|up|gained|added|adding|gaining|increase of|rise of|gain of)(?: by)?"
        r"|newly added|won|lost|shed) (?:about |around |some |nearly |almost |more than |over |roughly )?N(?: new| more| additional| users| daily| mau| monthly|[.,; ])",
        example="Yuanbao added 16 million users in a week",
    ),
    FigureRule(
        id="not.increment.money", reject="increment",
        pattern=r"(?:grew|rose|increased|raised|up|enlarged|topped up|boosted|higher|bigger) (?:(?:its|the|their) (?:[a-z]+ ){0,3})?by (?:another |a further |about |some )?M|(?:追加|加码|增加|增投|再添|多投)了?(?:约|近|超过?)? ?M",
        example="Wenxin's pool grew by 150 million yuan",
    ),
    FigureRule(
        id="not.denied", reject="denied by the text",
        pattern=r"(?:is|was|are|were|isn't|wasn't) not (?:the )?(?:about )?[MN]|not [MN],? but|not (?:read|see|take|think of) (?:it|this|that) as [^.;!?]*[MN]|\bno (?:other )?(?:app|one|firm|rival) (?:gets?|got|has|had|reache[ds]|ever had) (?:about |over )?[MN]|[MN][^.;MNKJ]{0,40} (?:is|are|was|were) (?:invented|made up|untrue|false|baseless|fabricated|a hoax)\b|rather than [MN]|instead of [MN]|den(?:ied|ies|ying)[^.;MNKJ]{0,70}[MN]|(?:不是|并非|而不是|而非|否认)[^。,，;；]{0,16}[MNP]|[MN][^。,，;；MNKJ]{0,6}(?:是|为|属|系)(?:假|谣言|不实|误传|子虚乌有)",
        example="Wenxin's pot is not 500 million yuan but 650 million yuan",
    ),
    FigureRule(
        id="not.question", reject="asked, not stated",
        pattern=r"^[\"“(]?(?:will|would|could|can|is|are|does|did|has) [^.]*[MN][^.]*\?|^[^。多谁什怎如何哪几为凭a-z]*[MN][^。,，(（多谁什怎如何哪几为凭a-z]*\?$",
        example="Will Alibaba spend 10 billion yuan on Qwen next year?",
    ),
    FigureRule(
        id="not.hypothetical", reject="supposed, not stated",
        pattern=r"(?:如果|假如|要是|倘若|假设|若(?:还|能|再))[^。;；]{0,60}[MN]|比方[^。]{0,20}[MN][^。MNJK]{0,3}换|比方[^。]{0,20}换[MN]|\bif (?:every|each|all|one|they|it)\b[^.;]{0,60}[MN]", example="如果给每人发10元，腾讯得准备140亿元",
    ),
    FigureRule(
        id="not.remainder", reject="remainder",
        pattern=r"(?:还剩|剩余|剩下|尚余|仅剩)[^。,，;；]{0,6}[MN]|[MN] (?:is |was |are )?(?:still )?(?:left|remain\w*|to go)\b", example="元宝已发放现金6.3亿元，还剩3.7亿元",
    ),
    FigureRule(
        id="not.considered", reject="only considered",
        pattern=r"(?:weigh(?:s|ing)|mull(?:s|ing)|consider(?:s|ing)|toy(?:s|ing) with|discuss(?:es|ing)|考虑|酝酿|拟议|讨论)[^.;。；]{0,40}?[MN]|[MN][^。;；MNKJ]{0,12}(?:未|没有?|待)(?:敲定|确定|拍板|定下?来?[。,，])", example="Tencent is weighing a pot of 2 billion yuan for Yuanbao",
    ),
    FigureRule(
        id="not.lower.end", reject="lower end of a range",
        pattern=r"(?:from|between|anything from) (?:about )?M (?:to|and) (?:up to )?K|从 ?M(?:到|至)K|(?:none|nothing|not one)[^.;]{0,30}(?:smaller|less) than M", most=10_000,
        example="A single Yuanbao packet holds from 1 yuan to 12,000 yuan",
    ),
    FigureRule(
        id="not.rate", reject="a rate, no total",
        pattern=r"(?:每秒|每分钟|一秒|per second|per minute|a minute|each second|every second|every minute)(?:钟)?[^MNPXKJQY。;；!?,，]{0,10}[NM]|[NM][^MNPXKJQY。;；!?,，]{0,16}(?:per second|a second(?:[,.;]|$)|per minute|a minute|each second|/s\b|每秒)",
        example="双11创下每秒58.3万笔订单",
    ),
    FigureRule(
        id="not.people", reject="population", least=1.39e9, most=1.43e9, pattern=r"N ?people\b", example="1.4 billion people celebrate",
    ),
    FigureRule(
        id="not.potential", reject="a market, no users", pattern=r"N\+? ?(?:potential|would-be|prospective|addressable)\b|(?:潜在|目标)用户[^NJ。,，;；]{0,6}N",
        example="600 million potential users in smaller towns",
    ),
    FigureRule(
        id="not.nation", reject="population", least=1e8,
        pattern=r"(?:网民|互联网普及率|生成式(?:人工智能|ai)(?:产品|服务)?用户|netizens|internet users|internet population)[^MNPXKJQY。;；!?]{0,16}N|N[^MNPXKJQY。;；!?,，]{0,6}(?:网民|netizens|internet users)",
        example="中国网民11.25亿人",
    ),
    FigureRule(
        id="not.parameters", reject="size of a model", least=1e8,
        pattern=r"N[^MNPXKQY。;；!?,，]{0,16}(?:parameters?|参数)|(?:parameters?|参数|mixture-of-experts)[^。;；!?]{0,60}N", example="Qwen3.5 has 397 billion parameters, of which 17 billion are active",
    ),
    FigureRule(
        id="not.might", reject="forecast", pattern=r"N[^.;!?]{0,80}\b(?:analysts?|experts?|observers?)[^.;!?]{0,40}\b(?:might|may|could|will)\b|\b(?:might|may|could)\b[^.;!?]{0,40}N[^.;!?]{0,80}\b(?:analysts?|experts?|observers?)",
        example="An agent with more than 300 million monthly users, analysts say, might exist by summer",
    ),
    FigureRule(
        id="not.read", reject="readers of a topic",
        pattern=r"\bread N times|(?:\bclip|\bhashtags?|\btopics?|\btrailer)\b[^.;,MNKJ]{0,40}(?:watched|seen|read|played)[^.;,MNKJ]{0,20}N|(?:阅读量?|热搜|话题(?:量|阅读)?)[^MNPXKJQY。;；!?,，]{0,12}N|N[^MNPXKJQY。;；!?,，]{0,4}(?:阅读|讨论)", example="相关话题阅读量10亿以上",
    ),
    FigureRule(
        id="not.several", reject="several figures at once", pattern=r"从[NM]到[JK]不等|从[JK]到[NM]不等|(?:ranging|ranges|range) from [NM] to|(?:ranging|ranges|range) from [JK] to [NM]",
        example="红包从5亿到10亿不等",
    ),
    FigureRule(
        id="not.several.versus", reject="several figures at once",
        pattern=r"^[^ACGUO]*[MN][^MNKJACGUO]{0,8}?(?:vs\.?|versus) ?[KJ][^ACGUO]*$|^[^ACGUO]*[KJ][^MNKJACGUO]{0,8}?(?:vs\.?|versus) ?[MN][^ACGUO]*$", example="Sums went up. RMB 3 billion vs RMB 1 billion is half the story.",
    ),
    FigureRule(
        id="not.wished", reject="hoped, not stated", pattern=r"(?:想|希望|旨在|目的|为了|要)[^。,，;；]{0,12}(?:让|帮|教会|服务)(?:近|约|超过?|逾)?N|打个比方[^。]{0,40}N", example="想的是让十亿用户养成习惯",
    ),
    FigureRule(
        id="not.market", reject="the market's, no app's", least=1_000_000,
        pattern=r"(?:native|mobile|generative|such|all) (?:ai )?(?:apps|products|applications|assistants|tools)\b[^.;MNKJ]{0,40}N|(?:原生|移动端|生成式)(?:ai)?(?:应用|app|产品)(?:行业|市场|整体|总)[^。;；]{0,16}N|(?:全球|国内|全行业|大盘)[^。;；NJACO]{0,14}(?:ai ?app|ai应用|原生app|助手)[^。;；NJAC]{0,20}N|[这那]一[拨批类派][^。;；NJ,，]{0,14}N|(?:行业|赛道|市场)(?:整体|总)?(?:月活|日活|用户规模|用户)[^。;；NJ]{0,8}N",
        example="Native AI apps had over 240 million monthly active users",
    ),
    FigureRule(
        id="not.market.growth", reject="the market's, no app's",
        pattern=r"P (?:for|in|across) (?:the|its) (?:whole |entire |wider |overall )?(?:sector|industry|market|trade)\b|\b(?:sector|industry|market)(?: as a whole)?(?: has| had| will| is to| may)? (?:gr[eo]w|rose|rise|gain|climb|jump|expand)[^MNPXKJQY.;!?,]{0,16}P"
        r"|(?:行业|市场|大盘|板块|赛道)(?:整体|总体)?(?:规模|用户|大盘)?(?:同比|环比)?(?:增长|增速|增幅|上涨|涨幅)[^MNPXKJQY。;；!?,，]{0,8}P",
        example="Analysts hope that spending shows growth of 25 percent for the sector",
    ),
    FigureRule(
        id="not.leaders", reject="of others, unnamed", pattern=r"N的(?:前几|头部|第一|对手|同行|竞品|老大)|(?:top|leading|biggest|first) app(?: has| at| with|,)? N|N of (?:a|an|another|one|its) (?:competing|rival|other|competitor)|N (?:for|at|of|with) (?:the |its |their )?(?:top|leading|leaders?\b|biggest|largest|first|other|market|front|number one|no\. ?1|strongest|rivals?\b|competitors?\b|champion)|(?:leader|leaders|front-?runner|number one|no\. ?1|best|top app)(?:'s| has| had| is at| at| with| counts?) (?:about |over |some |nearly )?N|(?:第一名|榜首|头名|领头羊|龙头老大|领跑者|领先者|排在第一的|最大的对手)(?:的|是|有|则[有为是]?|为|已有|已达)(?:约|近|超过?)?N",
        example="元宝月活约3286万，跟过亿的前几名比还远",
    ),
    FigureRule(
        id="not.gap.beat", reject="gap", pattern=r"(?:beat|beats|beating|outdid|topped|leads?|led) [ACO](?:'s)? by (?:about |over |some |nearly )?N", example="Yuanbao beat Qwen by 8 million daily users",
    ),
    FigureRule(
        id="not.increment.new", reject="increment",
        pattern=r"(?:leap|jump|rise|gain|surge)(?: of| by) (?:about |over |some |nearly )?N|(?:\bits|\btheir|'s) (?:[a-z]+ )?(?:leap|jump|rise|gain|surge)[,:] (?:about |over |some |nearly )?N|[MN] up on (?:the )?[Da-z]|N (?:new|additional|extra) (?:daily |monthly |active )?(?:users|customers|installs)", example="brought 3 million new users",
    ),
    FigureRule(
        id="not.acquisition", reject="wording, no count",
        pattern=r"[NM] user acquisition", example="Wenxin's 8 billion user acquisition drive",
    ),
    FigureRule(
        id="not.forecast.count", reject="forecast",
        pattern=r"(?:预计|有望|预测|预期|或将|望达|料|expected to|expects? (?:[AC] )?to|forecasts?|projected|projects|could (?:reach|hit|pass)|may (?:reach|hit|pass)|will (?:reach|hit|pass)"
        rf"|on track (?:to|for)|reckoned with|had (?:expected|planned for|prepared for|counted on|budgeted for)|(?:原先|原本|此前|最初)(?:只|仅|预)?(?:估|准备)|只估|原计划|could|might|(?:[^e]|[^r]e|[^e]re) would (?:not )?be|would have|(?:forecast|predict|pencil)\w*(?: in)?|sees? [AC] at|希望|或(?:将|可)|可能|看到|有信心){GAP}[NP]|N[^.;MNKJ]{{0,50}}, analysts? (?:predict|forecast|expect|reckon)|(?:预计|预测|料)[^。;；NJ]{{0,30}}(?:可达|达到|将达|突破)N",
        example="analysts expect it; DAU is expected to reach 100 million by March",
    ),
    FigureRule(
        id="not.forecast.by", reject="forecast", pattern=r"\bexpects? [^.;MNKJ]{0,40}N[^.;MNKJ]{0,16} (?:by\b|D)|\b(?:brokers?|analysts?|banks?|securities)\b[^.;MNKJ]{0,40}\bexpects? [^.;MNKJ]{0,60}M",
        example="Goldfinch Securities expects daily users of 200 million at Qwen by December",
    ),
    FigureRule(
        id="not.forecast.money", reject="forecast", least=10_000_000,
        pattern=r"(?:could|might|may) (?:well |yet |still )?(?:spend|hand|give|pay|put|get|reach|hit|cost|touch|climb|rise|swell|grow|be)\b[^.;]{0,40}?M|would have [a-z]+ (?:about |over |some )?M|(?:might|could) get [^.;]{0,60}M|(?:might|could) get (?:[JK] and [ACG] )?N",
        example="If a fourth wave comes, Yuanbao would have spent 2.4 billion yuan",
    ),
    FigureRule(
        id="not.forecast.next", reject="forecast", least=10_000_000,
        pattern=rf"{_EXPECTED}[^MNPXKJ。.;；!?,，]{{0,40}}?{_NEXT}[^MNPXKJ。.;；!?,，]{{0,40}}?M|{_NEXT}[^MNPXKJ。.;；!?,，]{{0,40}}?{_EXPECTED}[^MNPXKJ。.;；!?,，]{{0,40}}?M"
        rf"|{_EXPECTED}[^MNPXKJ。.;；!?,，]{{0,60}}?M[^MNPXKJ。.;；!?,，]{{0,20}}?{_NEXT}",
        example="分析师预计文心明年的红包预算将达20亿元",
    ),
    FigureRule(
        id="not.target", reject="internal target",
        pattern=rf"(?:目标|做到|做大到|力争|剑指|冲刺|(?:单日|当日|全天|想|要|再)[^,，。]{{0,6}}冲|kpi|target(?:s|ed|ing)?|goal|wants? [AC] to|(?:asked|told|ordered) to (?:reach|hit|get)|aims? (?:to reach|for|at)|hopes? to (?:reach|have)|internal(?:ly)?){GAP}N",
        example="内部目标是日活1亿",
    ),
    FigureRule(
        id="not.one.person", reject="one person's or shop's figure",
        pattern=rf"{_PERSON}[^。;；!?！？]{{0,70}}?[MN]", most=2_000_000, example="One student in Wuhan drew 66 yuan from Yuanbao",
    ),
    FigureRule(
        id="not.user.money", reject="money of users",
        pattern=r"(?:users?|people|用户|网友|consumers)[^MNPXKJQY。;；!?]{0,30}?(?:sent|transferred|exchanged gifts of|spent|互发|转账|消费了?)[^MNPXKJQY。;；!?]{0,12}?M",
        example="People with the Alipay app transferred 6 billion yuan to each other",
    ),
    FigureRule(
        id="not.population", reject="population",
        pattern=r"N ?(?:人口|国人|中国人|人的手机|chinese people|chinese citizens|inhabitants|people in china)", least=1e9, most=1.5e9, example="14亿人的手机",
    ),
    FigureRule(
        id="not.derived", reject="worked out by the writer",
        pattern=r"(?:推算|折算|换算|算下来|粗算|送得出|back of the envelope|works out (?:at|to)|that (?:is|makes) roughly one|do the (?:sums|maths|math))[^。!?！？]{0,40}?[MN]",
        example="折算下来，平均每天近7亿次",
    ),
    FigureRule(
        id="not.per.head", reject="average per head",
        pattern=rf"(?:人均|每人|平均每|每位|摊到|平均|per (?:person|user|capita)|on average|average of|an average){GAP}[NX]", most=10_000, example="平均每人一周用12.6次",
    ),
    FigureRule(
        id="not.multiple", reject="multiple",
        pattern=r"X|N times (?:as|what|the|more|larger|bigger|higher|that)|三倍|two-thirds", least=0, most=100,
        example="three times what rivals promised: 3 times what Tencent gave",
    ),
    FigureRule(
        id="not.model.downloads", reject="downloads of a model, not of the app",
        pattern=r"(?:开源|模型|open[- ](?:source|weights?)|hugging face|github|derivative|derived|model family|models\b)[^。.;；!?]{0,40}(?:下载|download\w*|衍生)[^。.;；!?]{0,16}N",
        example="千问开源模型在全球已被下载逾7亿次",
    ),
    FigureRule(
        id="not.stores", reject="other count",
        pattern=r"N ?(?:\+ ?)?(?:多|余)?(?:家|stores?|shops?|outlets?|merchants?|cities|城市|门店|商户|店|条评论|developers?|businesses|companies|企业|字|brands?|个品牌|employees|员工|"
        r"rounds?|gb\b|tb\b|级|packets? of tea|rides?)",
        example="good at 300,000 stores",
    ),
)  # fmt: skip
