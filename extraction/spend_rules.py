"""What a sum of money, or a bare figure that context makes one, is spent on: cap, prize, coupon, payout, sponsorship, budget."""

from extraction.rules import GAP, LONG, FigureRule

_COUPON = r"(?:coupons?|vouchers?|free[- ]orders? cards?|free[- ]order|gift cards?|discount|milk tea cards?|cards?|券|免单卡|代金|优惠卡?|立减|卡)"
_GIFT = r"(?:red (?:envelopes?|packets?|pockets?)|hongbao|lucky money|cash (?:prizes?|rewards?|awards?|packets?|gifts?)|packet|envelope|红包|现金|奖金|奖励)"
# Words that only a campaign uses, and words that any spending may use: with the latter the owner must be named beside it.
_PACKETS = r"(?:cash |digital |electronic |virtual )?(?:red |pink )?(?:envelopes?|packets?|pockets?|hongbao)"
_CAMPAIGN = (
    r"(?:G|(?:share|split|grab|divide|snatch)(?: up)?(?: M)?\b|pots?\b|pools?\b|kitty|war chest|red[- ](?:envelopes?|packets?|pockets?)|(?:pink|purple) packets?|envelopes?|hongbao|lucky money|giveaways?|give[sn]? away|giv(?:e|es|ing) out|gave away|hand(?:s|ed|ing)? out|handouts?|incentives?"
    r"|subsid\w+|campaigns?|promotion\w*|promo|treats?|free[- ]orders?|freebies|prize pool|coupons?|vouchers?|cash|benefits|rewards?|prizes?"
    r"|红包|现金|免单|请客|补贴|豪掷|撒钱|撒币|派发|奖池|奖金|瓜分|开抢|营销|狂撒|让利|福利|弹药|春节活动|新春活动)"
)
_SPENDING = (
    r"(?:budget\w*|pledg\w+|promis\w+|commit\w*|earmark\w*|set(?:ting)? aside|allocat\w+|invest\w*|spen[dt]\w*|outlay|initiative|expenditure|bill|distribut\w*|bankroll\w*|pour\w*|splash\w*"
    r"|put(?:s|ting)?\b|stak(?:es|ed|ing)|drop(?:s|ped|ping)|are in for|is in for|pay(?:s|ing)?|pays out|gave|giv(?:e|es|ing)|shopping|marketing|came to|spoken of|events?|offer\w*|flow\w*|went (?:in)?to|went from|costs? (?:the )?[ACG]|投入|砸|撒|发放|发|派|送|公布|宣布|开出|批了|交给|预算|掏|花|资金|分|抢|赞助|拿出|烧|斥资|提供|准备|预备|活动)"
)

SPEND = (
    FigureRule(
        id="spend.coupon.total", measure="coupon", most=5_000,
        pattern=r"(?:\d+ |J ?)?(?:cards?|张|coupons?|vouchers?|券)[^M。;；!?]{0,16}?(?:in all|in total|altogether|adding up to|等于|加起来|加在一起|合起来|也就是|合计|合共|总共|共|合|值|总值|总价值|totall?ing)"
        r"[^MNPXKQY。;；!?]{0,10}?M|M[^MNPXKJQY。;；]{0,6}(?:in all|in total|altogether)|(?:全用完|用完|集齐|全部用|攒满)[^MNPXKJQY。;；]{0,6}(?:相当于|等于|共|合)M|(?:of them|cards|coupons|vouchers), (?:or|so|for) M",
        example="千问免单卡一人可攒8张，合计240元",
    ),
    FigureRule(
        id="spend.coupon.after", measure="coupon", most=1_000,
        pattern=rf"M[^MNPXKJQY。;；!?,，]{{0,22}}?{_COUPON}", example="千问送出30元奶茶券",
    ),
    FigureRule(
        id="spend.coupon.before", measure="coupon", most=1_000,
        pattern=rf"每张(?:抵|减|可抵|可减|省)M|takes M off|(?:coupons?|vouchers?|cards?|券|免单卡){GAP}(?:worth|valued at|of|for|at|价值|面额|面值|)(?:为|是|值)?\s?M|(?:卡|券)[^。;；MNPX]{{0,24}}每张M|M off\b|can save M", example="a one-time coupon worth 25 yuan",
    ),
    FigureRule(
        id="spend.coupon.newcomer", measure="coupon", most=1_000,
        pattern=r"(?:(?:给|送|每位?)?(?:新用户|新人|each new user|every new user)|each (?:person|user) (?:gets|receives|is given))[^MNPXKJQY。;；!?]{0,14}M", example="给新用户16.7元的红包",
    ),
    FigureRule(
        id="spend.coupon.subsidy", measure="coupon", most=1_000, pattern=r"M (?:of|in) (?:subsid\w+|vouchers?|coupons?|discounts?)|subsidy of M",
        example="Qwen has at least 25 yuan of subsidy per person",
    ),
    FigureRule(
        id="spend.cap.before", measure="prize_max", most=1_000_000, currency="CNY",
        pattern=r"(?:up to|as (?:much|high) as|at most|a maximum of|maximum(?: prize| reward| award)?(?: of| is| was)?|capped at|worth up to|ceiling of|high as)\s?"
        r"(?:about )?(?:M|N (?:in )?(?:cash|red|envelope))|M (?:at (?:the )?(?:very )?most|at the maximum|tops)\b",
        example="Yuanbao's luckiest packet is worth up to 20,000 yuan",
    ),
    FigureRule(
        id="spend.cap.superlative", measure="prize_max", most=1_000_000,
        pattern=rf"(?:biggest|largest|top|highest|most|grand|single)[^MNPXKJQY。;；!?]{{0,40}}?(?:packet|envelope|prize|award|reward|payout|gift|draw)s?{GAP}M",
        example="the largest single envelope holds 8,888 yuan",
    ),
    FigureRule(
        id="spend.cap.superlative.after", measure="prize_max", most=1_000_000,
        pattern=r"M (?:is|was|being|as) the (?:very )?(?:most|biggest|largest|top|highest|maximum)", example="8,888 yuan is the biggest prize",
    ),
    FigureRule(
        id="spend.cap.can", measure="prize_max", most=1_000_000,
        pattern=rf"{_GIFT}[^MNPXKJQY。;；!?,，]{{0,20}}?(?:can|could|may|that|which) (?:bring|hold|be worth|reach|contain|go(?:es)?(?: up)? to)[^MNPXKJQY。;；!?,，]{{0,10}}M",
        example="a packet can bring 10,000 yuan",
    ),
    FigureRule(
        id="spend.cap.zh", measure="prize_max", most=1_000_000, currency="CNY",
        pattern=r"(?:最高|单笔最高|最多|可达|最大|高达|上限|封顶)(?:单个|一个|红包|金额|奖励|能|可|得|拿|领|抽|到|中|均|都|各|为|是|达|的|有|者|面额|单笔|可以|开出|一次|获得){0,4}\s?(?:M|N ?(?:元|现金|红包|大奖))",
        example="单个红包最高可拿1万元",
    ),
    FigureRule(
        id="spend.cap.jackpot", measure="prize_max", least=1_000, most=1_000_000,
        pattern=r"(?:jackpot|top prize)[^.;,]{0,20}M|capp?(?:ed|s|ing) [^MNKJ.;,]{0,24}(?:at|to) M|no (?:single )?(?:packet|envelope|prize|award)[^.;]{0,50}(?:exceed|more than|above|over) M|(?:highest|maximum)[^.;,]{0,24}M"
        r"|(?:can|could|may) (?:win|pocket|land|take home|walk away with|get|contain|hold|carry) M|(?:lucky )?draw for M|(?:最大单包|单包最大|最大红包|头奖|最高奖|能拿到|可以拿到)[^。,，;；]{0,4}M|to (?:up to )?M (?:each|apiece|a packet)|from K to M",
        example="No packet from Wenxin will exceed 9,999 yuan",
    ),
    FigureRule(
        id="spend.prize.card", measure="prize", least=500, most=1_000_000,
        pattern=r"M[^MNPXKJQY。;；!?,，]{0,14}?(?:小马卡|G|现金卡|大奖|锦鲤|cash cards?|pony cards?|cards?|car\b|金条)|(?:小马卡|G|现金卡|cash cards?|cards?)[^MNPXKQY。;；!?]{0,24}?"
        r"(?:等于|值|价值|相当于|worth|each worth|valued at|of|swapped for|exchanged for|redeem\w* for|good for|换成?|兑换?|面值|面额)\s?M",
        example="元宝另备50张现金卡，每张值两万元",
    ),
    FigureRule(
        id="spend.prize.worth", measure="prize", least=500, most=1_000_000,
        pattern=rf"(?:prizes?|奖品|大奖|awards?|draw)[^MNPXKQY。;；!?]{{0,24}}?(?:valued at|worth|of|价值|值)\s?M|价值M[^MNPXKJQY。;；!?,，]{{0,4}}的|一张(?:等于|值|价值|就是){GAP}M|每[只张份个](?:折现|值|等于|价值|可兑换?|可换)M|[JN] (?:cash )?(?:prizes|cards|packets)[^MNPXKQY。;；!?]{{0,14}}M",
        example="a lucky draw with prizes valued at 10,000 yuan",
    ),
    FigureRule(
        id="spend.prize.items", measure="prize", unit="items", least=100, most=10_000_000,
        pattern=r"N(?:多|余)?\s?[份台件](?:[^MNPXKJQY。;；!?,，]{0,16})(?:礼|奖|好物|设备|产品|机器人)|N[^MNPXKJQY。;；!?,，]{0,20}(?:tech(?:nology)? |physical |hardware )(?:prizes|gifts|items|products|goods|presents)"
        r"|(?:gave|giv\w+|hand\w+|distribut\w+|advertis\w+|promis\w+|offer\w*)(?: away| out)?(?: more than| over| about| some)? N (?:[a-z]+ ){0,2}(?:prizes|gifts|presents)|N (?:[a-z]+ ){0,2}gadgets\b|(?:礼|好礼|大礼|奖品|礼品)(?:超过?|近|约|逾|共)?N(?:多|余)?\s?[份台件]|(?:technology|tech|physical|hardware) (?:prizes|gifts)[^MNPXKJQY。;；!?]{0,60}N(?: of them| in all)?",
        example="豆包备了8万份新年礼",
    ),
    FigureRule(
        id="spend.cap.any", measure="prize_max", least=500, most=1_000_000,
        pattern=r"(?:\bmax|\bmost\b|\btop\b|highest|largest|biggest|single|individual|nobody|no one|reach\w*|come to|luckiest|jackpot|封顶|最高|最多|最大|上限|单个|单笔|手气)[^MNPXKJQY。;；!?,，]{0,40}M"
        r"|M[^MNPXKJQY。;；!?,，]{0,30}(?:\bmax|\bmost\b|\btop\b|highest|at best|individual|封顶|上限|最高)",
        example="nobody can get more than 10,000 yuan from Wenxin",
    ),
    FigureRule(
        id="spend.prize.any", measure="prize", least=1_000, most=1_000_000,
        pattern=r"(?:cards?|prizes?|awards?|vouchers?|\blots?\b|lottery|奖品?|卡|大礼|锦鲤)[^MNPXKJQY。;；!?,，]{0,24}M|M[^MNPXKJQY。;；!?,，]{0,20}(?:cards?|prizes?|awards?|lottery|大奖|锦鲤|机票|卡)",
        example="a limited number of Yuanbao prize cards at 10,000 yuan",
    ),
    FigureRule(
        id="spend.sponsorship", measure="sponsorship", least=1e6,
        pattern=r"\bfees?\b[^MNPXKJQ.;!?]{0,24}(?:broadcaster|\bgala\b|O)[^MNPXKJQ.;!?]{0,50}M|(?:sponsor\w*|naming rights|(?:buy|bought|paid for|pays for|secured|took) (?:the|a) [^.;]{0,30}(?:countdown|slot|show|title|gala))(?:[^MNPXKJQY。;；!?)）>]{0,50}?M|[^MNPXKJQY。;；!?)）>,]{0,50}?N)|(?:赞助|冠名|席位报价|报价)[^MNPXKJQY。;；!?,，)）]{0,20}?(?:M|N)|(?:M|N)[^MNPXKJQY。;；!?,，]{0,16}?(?:sponsor(?:ship)?|to sponsor|for the gala slot|赞助|冠名)",
        currency="CNY", example="豆包春晚赞助据传也过了10亿",
    ),
    FigureRule(
        id="spend.payout.orders", measure="payout", least=1_000_000,
        pattern=r"(?:orders?|drinks|cups|单|杯)[^MNPXKQY.;。；!?]{0,40}?(?:worth|valued at|in sum|in value|totall?ing|equal to|\((?:in sum |altogether |about )?|相当于|价值|合计金额)[^MNPXKJQY.;。；!?]{0,10}M",
        example="Qwen's first 10 million orders, worth 250 million yuan",
    ),
    FigureRule(
        id="spend.payout.zh", measure="payout", least=1_000_000,
        pattern=r"(?:已经?|累计|一共|实际|合计)(?:共|已经?|累计|向用户|给用户|为用户){0,2}(?:发放|发出|派发|派出|送出|发了|支付|支出|付出|兑付|花费|花掉)了?[^MNPXKJQY。;；!?,，]{0,8}M",
        example="截至元宵，元宝累计发放现金红包8亿元",
    ),
    FigureRule(
        id="spend.ad", measure="ad_spend", least=1_000_000,
        pattern=r"(?:\bads?\b|advertis\w+|ad spend\w*|投放费用|广告投放|广告费|买量|投流)[^MNPXKJQY。;；!?]{0,30}?M|(?:投流|买量|广告投放)(?:费用|金额|总额)?(?:了|约|达|近|超过?|逾)?N|M[^MNPXKJQY。;；!?,，]{0,16}?(?:on ads|in ads|on advertis\w+|广告|投放|买量)",
        example="Yuanbao's ads cost 5.76 billion yuan in one quarter",
    ),
    FigureRule(
        id="spend.payout.of", measure="payout", least=1_000_000, currency="CNY",
        pattern=r"(?:paid out|handed out|given away|distributed|claimed) (?:about |over |some )?[MN] of (?:its|the|that) [KJ]", example="Yuanbao had paid out 412 million of its 1 billion yuan",
    ),
    FigureRule(
        id="spend.payout.passive", measure="payout", least=1_000_000, currency="CNY",
        pattern=r"(?:M|N)(?: (?:of it|of that|in all|in cash))? (?:(?:had|has|have|was|were|is|are) )?(?:already |since |so far )?(?:been )?(?:claimed|collected|withdrawn|handed out|paid out|cashed in|cashed out|used up|used)\b"
        r"|(?:M|N)(?:已|已经)(?:被)?(?:领走|领取|提现|发完|发出|兑付)",
        example="As of Sunday, 212 million yuan had been collected from Wenxin",
    ),
    FigureRule(
        id="spend.payout.en", measure="payout", least=1_000_000,
        pattern=r"(?:(?:has|have|had) (?:so far |already |now )?(?:handed out|given away|paid out|distributed)|so far (?:handed|paid|given)[a-z ]{0,6}|paid out|actual (?:outlay|spending|cost|bill)[a-z ]{0,30}|actually (?:spent|paid|handed out|gave away)[a-z ]{0,10})"
        r"[^MNPXKJQY.;!?]{0,30}?M",
        example="by Monday it had paid out 800 million yuan",
    ),
    FigureRule(
        id="spend.budget.elliptic.zh", measure="budget", least=5_000_000, currency="CNY",
        pattern=r"N ?(?:元)?[^MNPXKJQY。;；!?,，ACO]{0,3}?(?:现金|红包|免单|大免单|补贴|资金|预算|奖池|真金白银|奖励|福利|请客|大礼|大红包)|(?:分|抢|撒|砸|掏|砸下|砸出|豪掷|投入|拿出|狂撒|瓜分|派发|花掉?|自掏|送出|加到|请客|补贴|发)(?:了|出|下|去|约|近|超过?|逾)?\s?N(?:[^次人单万张份个台件条名位杯户家\d ]|$)",
        example="千问自己掏30亿请客",
    ),
    FigureRule(
        id="spend.budget.thrown.zh", measure="budget", least=5e7, currency="CNY", pattern=r"N(?:元)?(?:投|砸|撒|烧|花)(?:下去|出去|进去|了|完)|(?:砸的|投的|花的|耗掉|耗资|耗去|烧掉|烧了|砸进|投下|甩出)[\"“「]?N",
        example="80亿投下去，元宝站住了吗",
    ),
    FigureRule(
        id="spend.budget.elliptic.owner", measure="budget", least=1e8, currency="CNY", gives_way=True,
        pattern=r"[ACG]\s?N(?:[,，、；;。.!]|\s?[>≈<≥]|$)|(?:总|合计|加一起|加起来|共计?|总共|一共)[^MNPXKJQY。;；!?,，]{0,6}N(?:金元|的(?:红包|资金|投入|预算)|[,，、；;。])",
        example="今年元宝20亿，千问40亿",
    ),
    FigureRule(
        id="spend.budget.elliptic.is.zh", measure="budget", least=5_000_000, currency="CNY", gives_way=True,
        pattern=r"(?:弹药|预算|奖池|资金池|盘子|红包总额|红包规模)(?:是|为|有|达|约|共|升至|加到|提高到|增至|总共|合计){0,2} ?N",
        example="元宝今年的弹药是10亿",
    ),
    FigureRule(
        id="spend.budget.elliptic.for", measure="budget", least=5e7, currency="CNY", gives_way=True,
        pattern=r"(?:announced|pledged|promised|earmarked|set aside|put up|committed|budgeted|offered) (?:about |over |some |nearly )?N(?:[,.;:]| for| from| to|$)|N (?:announced|pledged|promised|earmarked|budgeted) (?:for|by)",
        example="Tencent announced 1.6 billion for Yuanbao",
    ),
    FigureRule(
        id="spend.budget.elliptic.en", measure="budget", least=5_000_000, currency="CNY",
        pattern=r"(?:pool|budget|pot|kitty|purse|budgets?)(?: of| is| was| are|:)? (?:about |over |more than |some )?N(?:[,.;]|$| for)|N (?:in )?(?:free[- ]orders? ?(?:campaign|event|plan|\"|'|$)|freebies|cash\b|giveaway|subsid\w+|treat)|(?:share|split|grab|divide|spend|spent|pledged?|invest(?:ed)?)\"? N(?: cash|\"|'|,|\.|$)",
        example="Qwen's 4 billion free-order campaign",
    ),
    FigureRule(
        id="spend.budget.free.orders", measure="budget", least=5e8, currency="CNY", pattern=r"N (?:in |of |for |worth of )?(?:[a-z-]+ ){0,2}free[- ]orders?",
        example="Qwen's 3 billion free orders start on Friday",
    ),
    FigureRule(
        id="spend.budget.given", measure="budget", least=1e8, most=6e10, currency="CNY",
        pattern=r"G[\"”]? (?:of|worth) N|(?:envelopes?|packets?|hongbao|subsid\w+|coupons?|vouchers?|cash|rewards?|giveaways?|incentives?|pool|pot|feast) (?:of|worth|totall?ing) (?:about |over |some |up to )?N(?:[,.;:!?]|$| and\b| from\b| by\b| at\b| for\b)"
        r"|N (?:into|in) (?:cash|digital|virtual|red|subsid|coupon|voucher|reward|giveaway|hongbao|free)|N (?:spring|new year|holiday|festival)[a-z ]{0,20}(?:feast|treat|giveaway|bonanza|plan|campaign)",
        example="Yuanbao put 1 billion into red packets",
    ),
    FigureRule(
        id="spend.budget.plan", measure="budget", least=1e8, most=6e10, currency="CNY",
        pattern=r"N (?:discount|subsidy|bonus|gift|freebies?|dinner|shopping|treat|cash|reward) (?:plan|campaign|activity|event|promotion|drive|push|program\w*|spree)",
        example="Qwen's \"3 Billion Discount Campaign\" opened",
    ),
    FigureRule(
        id="spend.budget.packets", measure="budget", least=1e8, most=6e10, currency="CNY", gives_way=True,
        pattern=rf"[ACG][^MNPXKQYO.;!?,，]{{0,30}}?N (?:of )?{_PACKETS}|N (?:of )?{_PACKETS}(?: [a-z]+){{0,2}} (?:of|from|by|at|for|through) (?:the )?[ACG]"
        rf"|N {_PACKETS}s? (?:plan|campaign|war|activity|event|promotion|drive|push|program\w*)",
        example="Baidu's Wenxin with its 500 million red packets",
    ),
    FigureRule(
        id="spend.budget.of", measure="budget", least=1_000_000, pattern=r"[JK] of (?:its|the|that) M", example="Yuanbao had paid out 412 million of its 1 billion yuan",
    ),
    FigureRule(
        id="spend.budget.pot", measure="budget", least=5e7, currency="CNY", gives_way=True,
        pattern=r"(?:pot|pool|purse|budget|kitty)\b[^.;]{0,60}?(?:to|but|of|at|is|was) (?:about |over |some )?N(?:[,.;:]|$)", example="Wenxin's pool grew, to 650 million, after a weak week",
    ),
    FigureRule(
        id="spend.budget", measure="budget", least=1_000_000,
        pattern=rf"{_CAMPAIGN}{LONG}M|M{LONG}{_CAMPAIGN}", example="元宝豪掷20亿元的新年红包",
    ),
    FigureRule(
        id="spend.budget.list", measure="budget", least=1_000_000,
        pattern=rf"{_CAMPAIGN}[^。!?！？]*M|M[^。!?！？]*{_CAMPAIGN}", example="阿里请客，千问30亿元，元宝10亿元",
    ),
    FigureRule(
        id="spend.budget.named", measure="budget", least=1_000_000,
        pattern=rf"{_SPENDING}[^。!?！？]*M|M[^。!?！？]*{_SPENDING}", example="百度为文心助手预备5亿元",
    ),
)  # fmt: skip
