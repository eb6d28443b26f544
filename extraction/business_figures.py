"""Money and counts of business that are no campaign's: results, shares, investments, prices and fees; each with an example."""

from extraction.rules import GAP, FigureRule

_FIRM = (
    r"(?:capex|capital expenditure|capital spending|资本开支|资本支出|revenues?|营收|收入|营业收入|net income|profits?|利润|净利|market cap\w*|market value"
    r"|市值|valuation|估值|share price|price target|目标价|shares? (?:rose|fell|closed|ended|gained|lost|of)|股价|融资|funding round|raised (?:about |over |some )?M|donat\w*|foundation|charit\w+|relief|公益|灾区|净买入|成交|values [AC] at|valued [AC] at|资金流|捐\w*|罚款|fined?|data cent(?:er|re)s?|数据中心"
    r"|基础设施|infrastructure|r&d|研发|年终奖|salar\w+|薪|bond|发债|回购|buyback|repurchase|acquisition of|收购|gdp|box office|票房|消费券总额|消费额|销售额|gmv|带动消费|撬动消费)"
)
# What is built for years is no campaign, however far from the figure it is named.
_BUILD = (
    r"(?:(?:two|three|four|five)-year (?:plan|period|program\w*|investment|budget|push)|server bill|处理器|芯片|data[- ]?cent(?:er|re)s?|数据中心|cloud and ai infrastructure|ai infrastructure|cloud infrastructure|云和ai|基础设施|算力|chips? (?:and|plant|fab)|fabs?\b|production line|second hall|over (?:the next )?(?:two|three|four|five) years"
    r"|[三五两]年内|未来[三五]年|capex|资本开支)"
)

BUSINESS = (
    FigureRule(
        id="not.capital.before", reject="company figure",
        pattern=rf"{_FIRM}{GAP}(?:M|N|P)", example="阿里去年资本开支达1200亿元",
    ),
    FigureRule(
        id="not.capital.worth", reject="company figure", least=2e10, pattern=r"(?:the|(?:value|valuation|worth|cap|size|capitali[sz]ation) of|,|at) M (?:company |giant |group )?[CO]\b",
        example="the $390 billion Alibaba",
    ),
    FigureRule(
        id="not.capital.after", reject="company figure",
        pattern=rf"(?:M|N|P)[^MNPXKJQY。;；!?,，]{{0,14}}?{_FIRM}|(?:M|N)[^MNPXKJQY。;；!?,，]{{0,60}}?{_BUILD}|{_BUILD}[^MNPXKJQY。;；!?,，]{{0,60}}?(?:M|N)", example="Alibaba booked 236 billion yuan in revenue",
    ),
    FigureRule(
        id="not.glued", reject="cells of a table run into one another",
        pattern=r"^[^ACGUO]*[a-z]K[^ACGUO]*[a-z)]M[^ACGUO]*$|^[^ACGUO]*[a-z]M[^ACGUO]*[a-z)]K[^ACGUO]*$",
        example="Campaign Budget$420M (3B yuan)Undisclosed$144M (1B yuan)",
    ),
    FigureRule(
        id="not.worth", reject="worth of what was ordered", least=1_000_000,
        pattern=r"J[^MNPXKJQ.;!?()]{0,24}\((?:together|altogether|in all|in total|worth|equal to|that is|i\.e\.)[^MNPXKJQ)]{0,16}M|J ?(?:多|余)?[单杯笔张份][^MNPXKJQ。;!?()]{0,8}\((?:合计?|共计?|总计|价值|折合|约合|相当于)[^MNPXKJQ)]{0,6}M",
        example="In 9 hours over 10 million free orders (together about 250 million yuan)",
    ),
    FigureRule(
        id="not.public", reject="public money",
        pattern=r"(?:\b(?:local|central|provincial|municipal|city|national) governments?\b|\btrade-ins?\b|以旧换新|国补|财政部|商务部|各地政府|地方政府)[^MNPXKJQY。.;；!?]{0,40}M"
        r"|M[^MNPXKJQYO。.;；!?,，]{0,40}(?:\btrade-ins?\b|以旧换新|from (?:the )?(?:[a-z]+ )?governments?\b|treasury)"
        r"|(?:lotter(?:y|ies)|raffles?|prize draws?) (?:for|among|to) (?:those|people|shoppers|consumers|buyers|everyone|anyone|all)(?: who| that)?[^MNPXKJQACG.;!?]{0,80}M|(?:invoices?|till receipts?|receipts?|consumption) (?:lotter\w+|raffles?|prize draws?)[^MNPXKJQACG.;!?]{0,60}M|(?:lotter\w+|raffles?|prize draws?) (?:on|for|with) (?:invoices|receipts|till receipts)[^MNPXKJQACG.;!?]{0,60}M"
        r"|(?:有奖发票|发票抽奖|消费抽奖|购物抽奖|消费券)[^MNPXKJQACG。；;!?]{0,30}M|M[^MNPXKJQACGO。；;!?,，]{0,8}(?:有奖发票|发票奖金)",
        example="Local governments add 360 million yuan in vouchers",
    ),
    FigureRule(
        id="not.costs", reject="company figure", least=1e8,
        pattern=r"(?:marketing|selling|server|operating)(?: and [a-z]+)? (?:costs?|expenses?|bills?)\b[^MNPXKJQ.;!?]{0,50}M|(?:销售|市场|管理)(?:及[^M。;；]{0,6})?费用[^MNPXKJQ。;；!?]{0,16}M",
        example="Tencent's marketing costs rose by a quarter to 13 billion yuan",
    ),
    FigureRule(
        id="not.withdrawn", reject="a limit on withdrawals", pattern=r"(?:提现|转出)[^MNPXKJQ。,，;；]{0,6}(?:上限|限额|最多|最高)[^MNPXKJQ。,，;；]{0,6}M|withdraw\w*[^MNPXKJQ.,;]{0,24}(?:limit|up to|at most|no more than)[^MNPXKJQ.,;]{0,12}M",
        example="元宝单日提现上限200元",
    ),
    FigureRule(
        id="not.bought", reject="price of a purchase", pattern=r"(?:M|N)[^MNPXKJQY。;；!?,，]{0,4}(?:买下|收购|拍下)|(?:acquire|acquired|acquiring) [^.;,]{0,40} for (?:about |over )?M",
        example="花6.3亿元买下一部电影",
    ),
    FigureRule(
        id="not.sponsors.other", reject="of others, unnamed", pattern=r"(?:robot\w*|机器人)[^.。;；]{0,50}(?:paid|pay|fee|sponsor\w*|赞助)[^.。;；]{0,30}M", example="Robotics sponsors are said to have paid some 100 million yuan each",
    ),
    FigureRule(
        id="not.quarter", reject="company figure", least=1e8, pattern=r"Q[^。;；!?]{0,20}M in q[1-4]|q[1-4]: M|(?:财年|财季)[^MNPXKJQY。;；!?,，]{0,16}M",
        example="AI is now 43% of Baidu's business, RMB 11.3bn in Q4",
    ),
    FigureRule(
        id="not.result", reject="company figure", least=1e8,
        pattern=r"(?:fcf|free cash flow|业务)[^。;；!?]{0,40}M|(?:yoy|year[- ]on[- ]year|同比)[^。;；!?]{0,12}M|M[^。.;!?]{0,6}Q (?:more|less|higher|lower|up|down)\b|M[^。;；!?,，]{0,10}(?:yoy|year[- ]on[- ]year|同比)", example="Cash: FCF RMB 56.7bn (+20% YoY)",
    ),
    FigureRule(
        id="not.per.share", reject="company figure", pattern=r"M ?(?:/股|/ ?share|a share|per share|每股)|每股[^。,，]{0,6}M", example="阿里最高154.4港元/股",
    ),
    FigureRule(
        id="not.fee", reject="a fee", most=10_000, pattern=r"(?:收取?|付|交)M[\"”]?[^MNPXKJQY。;；!?,，]{0,4}(?:手续费|服务费|押金)|\bfees? of M|M (?:handling |service )?fee\b", example="骗子以代领千问免单卡为名收取1元“手续费”",
    ),
    FigureRule(
        id="not.price.paid", reject="price paid by users",
        pattern=r"(?:pay(?:ing|s|ment of)?|paid|price(?:d at| of)?|costs?|for (?:just|only)|as little as|only|仅需|只要|只需|最低|实付|支付|付|花费?|到手价|售价|原价)"
        r"(?: only| just| about|了|约|仅)?\s?M",
        most=200, example="with Qwen a bowl of noodles costs 3 yuan",
    ),
    FigureRule(
        id="not.acquisition.cost", reject="cost per customer",
        pattern=rf"(?:acquisition costs?|获客成本|new customer costs|per (?:new )?(?:user|customer)|单个?用户成本|cac){GAP}M", example="获客成本约10元",
        most=10_000,
    ),
    FigureRule(
        id="not.payments", reject="national figure",
        pattern=r"(?:M (?:was|were) (?:paid|spent)|N (?:payment )?transactions at|(?:payments?|retail sales|支付(?:金额|笔数|交易)|交易(?:额|笔数))[^MNPXKJQY。;；!?,，]{0,12}[MN])",
        example="9.78 trillion yuan was paid over the holiday",
    ),
)  # fmt: skip
