"""Tells the figure of a part from one of the whole app: of the elderly, of one place, of one kind of packet.

Such a figure keeps its measure and gets a unit of its own, and so is never compared with the app's totals: about four
million users over 60 are no total of its users.
"""

from dataclasses import replace

from extraction.marking import Marked
from extraction.meanings import Meaning
from extraction.windows import compile_window

_OLDER = (
    r"\b(?:seniors?|elderly|pensioners?|retirees?|grandparents)\b|\bolder (?:people|users|adults|customers|shoppers)"
    r"|\b(?:aged|above the age of|over the age of) (?:about |over |at least )?(?:J|\d\d)"
    r"|\b(?:users|people|customers|consumers|those|citizens)(?: who (?:are|were))? (?:over|above) (?:J|\d\d)(?! ?[-a-z]*(?:day|week|hour|month|time|order|round))"
    r"|\b(?:J|\d\d) (?:or|and) (?:above|over|older)\b|\b(?:J|\d\d)-plus\b|(?:J|[5-9]\d)岁|老年|老人|长者|银发|长辈"
)
_GROUP = (
    r"\b(?:students?|women|men|teenagers|young people|generation [yz]|gen z|power users|heavy users|paying (?:users|customers)|subscribers)\b"
    r"|重度用户|付费用户|大学生|学生|女性|男性|年轻人|(?:[089][05]|J)后"
)
_PLACE = (
    r"\bcount(?:y|ies)\b|\brural\b|\bvillages\b|\bsmall(?:er)? (?:cities|towns|places)|\b(?:third|fourth|fifth|lower)\b[- ][^,.;]{0,12}\btier\b|\blower-tier"
    r"|县域|县城|县级|乡镇|农村|[三四五]线|小城|下沉市场"
)
_EMPTIED = compile_window(
    r"\bempt(?:y|ied)\b|\bfully (?:claimed|taken)|to the last (?:cent|fen|yuan)|一干二净|领完|领光|抢光|抢空"
)
_PACKETS = compile_window(r"红包|\b(?:packets?|envelopes?|hongbao)\b")
# Words that say what else was done so many times.
_NAMED = compile_window(r"interact|draw|unlock|shak|task|attempt|tries|抽|互动|摇|解锁|任务|创作|抢")

# Who took a packet is one of those who use the app or take part: "34 million users have taken red packets".
_TAKERS = compile_window(
    r"\b(?:took|take|taken|taking|grab\w*|claim\w*|collect\w*|open\w*|receiv\w*|got|caught|snatch\w*|pick\w* up)\b[^.,;]{0,24}(?:packets?|envelopes?|hongbao)\b"
    r"|\b(?:packets?|envelopes?)\b[^.;]{0,16}\b(?:claimed|opened|grabbed|taken|snatched)\b|[领抢收拿拆][^,，。]{0,8}红包"
)
_DRAWS = compile_window(r"\bdraws?\b|\blotter(?:y|ies)\b|抽奖")
_OF_ALL = compile_window(r"interact|互动")
# "…, by over 34 million people": who did what the clause before tells.
_BY = compile_window(r"^ ?by\b")

# What a figure is one part of, with the words that say so; the unit says it after the noun.
_PARTS = compile_window(f"(?P<older>{_OLDER})|(?P<group>{_GROUP})|(?P<place>{_PLACE})")
_NAMES = {"older": "older people", "group": "one group", "place": "some places"}
# Where the words beside a figure stop to be about it: at a comma, or where a list goes on with another figure.
_JOINS = (
    r"| and (?!(?:above|over|older)\b(?! [MNPXKJQY]))(?=[^,.;]{0,32}[MNPXKJQY])|[和及与](?=[^,，。]{0,10}[MNPXKJQY])"
)
_STOPS = compile_window(r"[,，;；、。:：●•|()（）]" + _JOINS)
_CLAUSES = compile_window(r"[,，;；。]" + _JOINS)
# Words farther from a figure are not about it.
_REACH = 160
# What is done so many times every day is no total: "every day the chatbot answers more than 50 million queries".
_TIMES = frozenset({"orders", "messages", "interactions", "shares", "downloads", "views"})
_EACH_DAY = compile_window(
    r"\b(?:every|each|per) (?:single )?day\b|N[^,.;MKJ]{0,24}(?<!in )(?:\ba day\b(?! (?:after|later|earlier|before|on\b))|\bdaily\b)|\bdaily (?:average|queries|requests|orders)\b"
    r"|每天|每日|日均|天天|平均一天|[/每]天|(?:^|[^第头前后同那这每首初当])一天[^,，。、MKJQ第]{0,8}N"
)
_LEVELS = frozenset({"dau", "wau", "mau"})
_COUNTED = _TIMES | _LEVELS | {"users", "participants"}


# "近半来自县域": a share of the figure is told, not the figure's own part.
_SHARE = compile_window(r"半|占|Q|\bhalf\b|\bquarter\b|\bthirds?\b of|\bmost\b|多数|成来自")


def of_part(meaning: Meaning, marked: Marked) -> Meaning:
    """The meaning with a unit of its own, or rejected, where the figure in question counts only a part."""
    if meaning.measure not in _COUNTED:
        return meaning
    words = words_of(marked)
    part = _PARTS.search(words)
    if part is not None and not _SHARE.search(words):
        if meaning.measure in _LEVELS:
            return Meaning("not.part", reject="of a part of the users")
        return replace(meaning, unit=f"{meaning.unit} ({_NAMES[part.lastgroup or '']})")
    if meaning.measure in _TIMES and _EACH_DAY.search(words):
        return replace(meaning, unit=f"{meaning.unit} a day")
    done = marked.text[max(0, marked.at - _REACH) : marked.at] if _BY.match(words) else words
    return _of_one_kind(meaning, words, done)


def _of_one_kind(meaning: Meaning, words: str, done: str) -> Meaning:
    """The meaning with a unit of its own where it counts one kind of what its measure counts, or of who has `done` it."""
    measure = meaning.measure
    if measure in {"users", "participants"} and meaning.unit == "users" and _TAKERS.search(done):
        return replace(meaning, measure="participants", unit="users who took packets")
    if measure == "shares" and _EMPTIED.search(words):
        return replace(meaning, unit="packets emptied")
    if measure != "interactions" or _OF_ALL.search(words):
        return meaning
    if _PACKETS.search(words) and not _NAMED.search(words):
        return replace(meaning, unit="packets")
    return replace(meaning, unit="draws") if _DRAWS.search(words) else meaning


def is_of_part(words: str) -> bool:
    """Whether words around a figure say that it is of one group or of some places."""
    return _PARTS.search(words) is not None


def words_of(marked: Marked, *, is_whole: bool = False) -> str:
    """The words around the figure in question that are about it, in the signs of the marked sentence.

    The whole clause has also what stands before a colon or a bracket.
    """
    begin = max(0, marked.at - _REACH)
    text, at = marked.text[begin : marked.at + _REACH], marked.at - begin
    starts, last = [0], len(text)
    for match in (_CLAUSES if is_whole else _STOPS).finditer(text):
        if match.start() > at:
            last = match.start()
            break
        starts.append(match.end())
    # "春节里60岁以上用千问下单的，有超过400万人": what a clause with 的 names, the next one counts.
    first = starts[-2 if len(starts) > 1 and text[: starts[-1] - 1].endswith("的") else -1]
    return text[first:last]
