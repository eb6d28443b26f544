"""The words that say what is counted: users a day, orders, commands, draws; and those that say it is none of these."""

from extraction.rules import Cue, UnitClass

_ANY: tuple[UnitClass, ...] = ("", "person", "times", "order", "item")

CUES = (
    Cue(measure="dau", unit="users", units=("", "person"),
        english=r"dau|daily[- ]actives?(?: users?)?|daily users?|daily ones|daily (?:count|tally|figure|audience)|people (?:a|per|each|every) day|active (?:daily|users a day)|users (?:a|per|each|every) day|active users",
        chinese=r"日活(?:跃)?(?:用户)?(?:数|量|规模)?|每日活跃用户"),
    Cue(measure="mau", unit="users", units=("", "person"),
        english=r"mau|monthly[- ]actives?(?: users?)?|monthly users?|monthly ones|monthly (?:count|tally|figure|audience)|people (?:a|per|each|every) month|users (?:a|per|each|every) month|active monthly",
        chinese=r"月活(?:跃)?(?:用户)?(?:数|量|规模)?|月度活跃用户"),
    Cue(measure="wau", unit="users", units=("", "person"),
        english=r"wau|weekly[- ]actives?(?: users?)?|weekly users?|users (?:a|per|each) week",
        chinese=r"周活(?:跃)?(?:用户)?(?:数|量|规模)?"),
    Cue(measure="messages", unit="commands", units=("", "times", "item"),
        english=r"commands?|requests?|prompts?|queries|questions|help me|asked [AC]|\"[AC],? help|greetings",
        chinese=r"帮我|指令|请求|提问|问答|对话|消息|祝福(?:语)?|疑问|条祝福"),
    Cue(measure="orders", unit="orders", units=("", "order", "times", "item"),
        english=r"orders\b|order (?:count|volume|numbers)|orders? placed|cups?|ai transactions|transactions",
        chinese=r"下单|订单|单子|免单订单|奶茶订单|订奶茶|点奶茶|杯|成交"),
    Cue(measure="downloads", unit="downloads", units=("", "times"), english=r"downloads?|installs?|installations?",
        chinese=r"下载(?:量|次数)?|安装(?:量)?"),
    Cue(measure="shares", unit="claims", units=("", "times", "item"),
        english=r"shared (?:packets?|envelopes?)|claimed|envelopes? (?:changed hands|went|were (?:sent|claimed))|packets? (?:were )?(?:sent|despatched|claimed)",
        chinese=r"分享红包|被领|领得|领取|被领取"),
    Cue(measure="interactions", unit="interactions", units=("", "times", "item"),
        english=r"interactions?|draws?|shakes|ai tasks|ai creations|engagements",
        chinese=r"互动(?:总?量|次数)?|抽奖|摇一摇|创作|ai任务|解锁|参与互动"),
    Cue(measure="viewers", unit="viewers", units=("", "person"), english=r"viewers?|audience",
        chinese=r"观众|同时在线|在线人数|收看"),
    Cue(measure="views", unit="views", units=("", "times"), english=r"views|plays|exposures",
        chinese=r"播放(?:量)?|观看(?:量)?|曝光|浏览"),
    Cue(measure="participants", unit="participations", units=("", "person", "times"),
        english=r"participations?|participants?|participat\w+|took part|taking part|joined",
        chinese=r"参与(?:人数|人次|用户)?|参加|人次|抢红包"),
    Cue(measure="users", unit="users", units=("", "person"),
        english=r"users?|people|consumers|customers|seniors",
        chinese=r"用户(?:数|量|规模)?|人"),
    Cue(measure=None, unit="", units=_ANY, reject="other count",
        english=r"tokens?|stores?|shops?|staff|employees|followers|comments|likes|topics|bank cards|families|families'|groups|videos?|(?:red )?envelopes|(?:red |pink )?packets|avatars|images|models|hits|hours|tickets|miles",
        chinese=r"粉丝|评论|点赞|话题|银行卡|家庭群?|作品|头像|图片|模型|个亿|小时|张票|公里"),
)  # fmt: skip

# The classifier right after a figure says which class of thing is counted.
UNITS: tuple[tuple[UnitClass, str], ...] = (
    ("times", r"\s?(?:多|余)?\s?(?:人次|次|times\b)"),
    ("order", r"\s?(?:多|余)?\s?(?:单|笔|杯|个?订单|orders?\b|cups?\b)"),
    ("person", r"\s?(?:多|余)?\s?(?:名|位|人|用户|users?\b|people\b)"),
    ("item", r"\s?(?:多|余)?\s?(?:个|条|张|份|台|件|项|只)"),
)
