"""How a name stands in its sentence: as its subject, or only as a place, a channel or the other side of a comparison."""

from collections.abc import Sequence

from extraction.actors import Mention
from extraction.amount import Amount
from extraction.scenes import Group, Scene
from extraction.sentences import Sentence
from extraction.windows import compile_window

# A context actor named later than this in its sentence is no subject that the next sentences speak of.
_OPENING, _OPENING_CHINESE = 16, 6
# How far to look for the brackets around a name, and what a context actor named in passing loses.
_BRACKET = 60
_IN_BRACKETS = 45.0
# What stands right before a name that is only a place, a channel or the other side of a comparison.
_PLACE_BEFORE = compile_window(
    r"(?:\b(?:at|in|inside|within|on|via|through|to|into|onto|from|across|over|of|by using|outside)(?: the| an?| its| tencent's| alibaba's)?|在|通过|靠|借|凭|仗着|依托|至|到|进|从|用|发给|提现到|提现至)\s?$"
)
_PLACE_AFTER = compile_window(
    r"^(?:'s)?\s?(?:groups?|moments|wallet|chats?|friends|app charts|charts?|里|内|上|群|好友|零钱|链接|朋友圈|钱包|搜索|热搜|、|/|公众号)"
)
_VERSUS_BEFORE = compile_window(
    r"(?:\b(?:than|behind|ahead of|past|beat|beating|overt(?:ook|aking)|surpass(?:ed|ing)|like|unlike|against|versus|vs\.?|as with|rivals?(?: of| to)?|trail(?:s|ed|ing)?|more than|less than|within (?:sight|reach|[a-z]+ distance) of|compared (?:with|to)|level with|close to|clear of|short of|double|twice|half(?: of)?)"
    r"|比|较|落后(?:于)?|领先(?:于)?|超过|超越|赶超|反超|不及|不如|对标|多出|跟|离|距离?|紧追|挤下|替代|仿照|类似)(?: that of| those of| both| the)?\s?[\"“]?(?:领头羊[\"”]?)?$"
)
# "Douyin, Doubao's sister app": the second name only explains the first.
_RELATION_AFTER = compile_window(r"^(?:'s)? (?:sister|sibling|stablemate|cousin|parent|rival|owner|maker)\b")
# "百度在元宝上线那天启动": the second name only gives the time.
_AT_TIME = compile_window(r"^在.{1,12}?(?:那天|当天|之后|以后|之前|之际|同时)")
_RELATIVE_AFTER = compile_window(r"^(?:'s [a-z]+)?, (?:which|who|whose)\b|^，后者|^: (?:its|their|it|they)\b")
# "和豆包(7871万)只差500万": named only for how far it is.
_VERSUS_AROUND = compile_window(r"^[^,，。;；]{0,16}(?:差|相比|相差)")
# "At Meituan, 100 million people …", "LingGuang, the assistant of Ant Group, had …": where a name is the subject after all.
_SUBJECT_BEFORE = compile_window(r"(?:^|[.!?\n\"] ?)at $|, (?:the|an?) (?:[a-z]+ ){1,4}(?:of|from|by|at) $")


def discount(scene: Scene, group: Group, amount: Amount) -> float:
    """What a name loses because it is a venue, a place, a channel, or only what the subject is compared with."""
    lost = _IN_BRACKETS if not group[0].is_watched and _is_bracketed(scene.folded, group, amount) else 0.0
    if group[0].actor in scene.venues:
        lost += 75
    if group[-1].end <= amount.start and _is_place(scene.folded, group):
        lost += 45
    if _RELATION_AFTER.match(scene.folded[group[-1].end : group[-1].end + 24]):
        lost += 60
    if _AT_TIME.search(scene.folded[max(0, group[0].start - 1) : group[-1].end + 12]):
        lost += 30
    is_possessor = scene.folded[group[-1].end : amount.start].strip() in ("的", "'s")
    is_subject_since = _RELATIVE_AFTER.match(scene.folded[group[-1].end : group[-1].end + 24]) is not None
    if _is_compared(scene.folded, group) and not is_possessor and not is_subject_since:
        lost += 40
    return lost


def _is_bracketed(folded: str, group: Group, amount: Amount) -> bool:
    """Whether a name stands in brackets that the figure stands outside of."""
    before = folded[max(0, group[0].start - _BRACKET) : group[0].start]
    after = folded[group[-1].end : group[-1].end + _BRACKET]
    opened, closing = before.rfind("("), after.find(")")
    is_inside = opened > before.rfind(")") and closing >= 0
    return is_inside and not group[0].start < amount.start < group[-1].end + closing


def subject_of(folded: str, sentence: Sentence, groups: Sequence[Group], venues: frozenset[str]) -> Mention | None:
    """Whom a sentence speaks of: its first name that is no venue, no place and no comparison."""
    for group in groups:
        lead = folded[sentence.start : group[0].start]
        is_subject = group[0].is_watched or len(lead) <= (_OPENING if lead.isascii() else _OPENING_CHINESE)
        is_aside = group[0].actor in venues or _is_place(folded, group) or _is_compared(folded, group)
        if is_subject and not is_aside:
            return group[0]
    return None


def _is_place(folded: str, group: Group) -> bool:
    """Whether a context actor is named as where something happens: "in WeChat groups"."""
    before = folded[max(0, group[0].start - 24) : group[0].start]
    after = folded[group[-1].end : group[-1].end + 12]
    if after.startswith(",") and _SUBJECT_BEFORE.search(before):
        return False
    is_told = _PLACE_BEFORE.search(before) is not None or _PLACE_AFTER.match(after) is not None
    return not group[0].is_watched and is_told


def _is_compared(folded: str, group: Group) -> bool:
    before = folded[max(0, group[0].start - 24) : group[0].start]
    is_level = before.endswith(("和", "与")) and _VERSUS_AROUND.match(folded[group[-1].end : group[-1].end + 24])
    return bool(is_level) or _VERSUS_BEFORE.search(before) is not None
