"""Tells what a percentage or a multiple is the growth of: of an app's reach, of a part of it, or of something else."""

from extraction.beside import last_cue
from extraction.marking import Marked
from extraction.meanings import Before, Meaning
from extraction.parts import is_of_part, words_of
from extraction.windows import compile_window

_GROWTH = compile_window(
    r"increase|growth|grew|grow|rose|risen|up\b|surge|jump|climb|more than doubled|fold|higher"
    r"|增长|增|涨|提升|多了|同比|环比|翻"
)
_SHARE = compile_window(
    r"占|份额|share of|percent of|of (?:all )?(?:users|orders)|留存|retention|概率|\bkeeps?\b|\bma[dk]es? up\b|account(?:s|ed)? for"
)
# What shares, firms and markets gain or lose; a plain 股 would be in too many words.
_FIRMS = compile_window(
    r"\bshares?\b(?! of)|\bstocks?\b|\bindex\b|\bclosed\b|\bhang seng\b|\bnasdaq\b|\brevenues?\b|\bprofits?\b|\bearnings\b|\bsales\b|\bcloud\b"
    r"|\bprice\b|\btraffic\b|\bsector\b|\bindustry\b|\bmarket\b|\beconomy\b|\bvolume\b|\bvisits\b|\btime\b|\bcapex\b|\bcosts?\b|\bspending\b"
    r"|股价|港股|美股|收盘|盘中|盘前|恒指|指数|股[涨跌]|营收|收入|利润|盈利|净利|流量|搜索量|时长|市场|行业|成交|云|费用|支出|投入"
)
# What fell did not grow; "up from 39%" tells where it came from; "+201%/0%/+784%" are several apps'.
_FALLS = compile_window(
    r"\b(?:lower|fell|falls?|dropped|declin\w+|down|lost|below|cheaper|fewer|less)\b|下[滑降跌]|减少|(?<![至不])少|跌|缩水|-[PX]|\bfrom [PX]|[从由][PX]"
)
_LISTED = compile_window(r"[PQ]/[+-]?[PQ]/[+-]?[PQ]")
# One kind of thing that is ordered through an app, and one kind of place, is not the app.
_KINDS = compile_window(
    r"\b(?:tickets?|flights?|trains?|buses|hotels?|movies?|cinemas?|films?|travel|rooms?|attractions?|scenic|tea|drinks|groceries|food|power users)\b"
    r"|票|酒店|机酒|航班|景点|景区|旅游|奶茶|茶饮|外卖|机器人|年货|图片|生图|同店|单店|平均|\bon average\b"
)
_PART = "growth of a part: of one place, one group, one kind of order"
_OTHERS = (
    ("not.growth.fall", "a fall, or where growth began", _FALLS),
    ("not.growth.firm", "growth of a firm, a share or a market", _FIRMS),
    ("not.growth.part", _PART, _KINDS),
)
_REACH = frozenset(
    {"dau", "wau", "mau", "users", "downloads", "orders", "messages", "interactions", "participants", "shares", "views"}
)
_LOOK_BACK, _FAR = 160, 60


def growth_of(marked: Marked, before: Before) -> Meaning:
    """Growth of an app's reach as a claim; of a part, of a firm or of what nobody names as none, with the reason."""
    around = marked.text[max(0, marked.at - 40) : marked.at + 20]
    if not _GROWTH.search(around) or _SHARE.search(around):
        return Meaning("not.share", reject="share or multiple")
    return _of_another(marked) or _of_reach(marked, before, "x" if "X" in around else "%")


def _of_another(marked: Marked) -> Meaning | None:
    words = words_of(marked, is_whole=True)
    if _LISTED.search(marked.text):
        return Meaning("not.growth.list", reject="several figures at once")
    for rule, reason, pattern in _OTHERS:
        if pattern.search(words):
            return Meaning(rule, reject=reason)
    return Meaning("not.growth.part", reject=_PART) if is_of_part(words) else None


def _of_reach(marked: Marked, before: Before, unit: str) -> Meaning:
    if _is_told_of_reach(marked, before):
        return Meaning("reach.growth", measure="growth_pct", unit=unit)
    return Meaning("not.growth.unnamed", reject="nothing says what grew")


def _is_told_of_reach(marked: Marked, before: Before) -> bool:
    """Whether the sentence, or else the figure before, names a reach that can grow."""
    cue = last_cue(marked.text[max(0, marked.at - _LOOK_BACK) : marked.at]) or last_cue(
        marked.text[marked.at : marked.at + _FAR]
    )
    if cue is not None:
        return cue.measure in _REACH
    is_near = before.meaning is not None and before.sentences <= 1 and "K" not in marked.text
    return is_near and before.meaning is not None and before.meaning.measure in _REACH
