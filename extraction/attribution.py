"""Decides whose a figure is: the alternatives in sight, each with its weight and the reason for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import re2

from extraction.actors import Mention, Role
from extraction.amounts import Amount
from extraction.records import Confidence
from extraction.sentences import Sentence

COMBINED = "other:combined"
PREVIOUS = 77
_ONE_NAME = 30


@dataclass(frozen=True, slots=True)
class Owner:
    """One candidate: the actor (an app's id or `other:<id>`), how sure, why, and its weight among the alternatives.

    `role` is that of the name that stands for it, None where no name does.
    """

    actor: str
    confidence: Confidence
    reason: str
    weight: float
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What attribution may look at: the folded text, its sentences with their names, and the article's main app."""

    folded: str
    sentences: Sequence[Sentence]
    names: Sequence[tuple[Mention, ...]]
    focus: str | None
    venues: frozenset[str]


_TOGETHER = re2.compile(
    r"together|combined|collectively|altogether|all the platforms|all platforms|tech (?:giants|firms|companies)|internet (?:firms|giants|companies)"
    r"|(?:two|three|four|five|major|big|leading) (?:firms|companies|platforms|products|giants|apps)|industry-wide"
    r"|[两三四五几各]家|各大|大厂|巨头|各平台|平台们|互联网公司"
)
# A sum of several firms only where the sentence names several.
_SUM = re2.compile(r"in total|total of|(?:come|comes|came|coming) to (?:about |around |over |more than |some )?(?:cny|rmb|us\$|\$|¥)? ?\d|add(?:s|ed)? up|相加|合起来|加总|合计|一共|总共|共计|加起来|加一起|合共")
_RIVALRY = re2.compile(r"大战|对轰|之战|之争|\bwar\b|\bwars\b|battle|contest|arms race|races?\b")
# What stands right before a name that is only a place, a channel or the other side of a comparison.
_PLACE_BEFORE = re2.compile(r"(?:\b(?:in|inside|within|on|via|through|to|into|onto|from|across|over|of|by using|outside)(?: the| its| tencent's| alibaba's)?|在|通过|至|到|进|从|用|发给|提现到|提现至)\s?$")
_PLACE_AFTER = re2.compile(r"^(?:'s)?\s?(?:groups?|moments|wallet|chats?|friends|app charts|charts?|里|内|上|群|好友|零钱|链接|朋友圈|钱包|搜索|热搜|、|/|公众号)")
_VERSUS_BEFORE = re2.compile(
    r"(?:\b(?:than|behind|ahead of|past|beat|beating|overt(?:ook|aking)|surpass(?:ed|ing)|like|unlike|against|versus|vs\.?|as with|rivals?|trail(?:s|ed|ing)?|more than|less than)"
    r"|比|较|落后(?:于)?|领先(?:于)?|超过|超越|赶超|反超|不及|不如|对标|多出|跟|离|距离?|紧追|挤下|替代|仿照|类似)(?: that of| those of| both| the)?\s?[\"“]?(?:领头羊[\"”]?)?$"
)
# The name that a figure is handed to at once: "1 billion for Yuanbao", "the 500 million yuan of Baidu's Wenxin".
_TIGHT_AFTER = re2.compile(r"^(?: cash| yuan)? (?:for|to|from|by|of|at|on|through) (?:the |its )?$")
_RELATIVE_AFTER = re2.compile(r"^(?:'s [a-z]+)?, (?:which|who|whose)\b|^，后者")
_FOR_AFTER = re2.compile(r"^[^.;。；,，]{0,48}?\b(?:for|to|from|by|of|with|through|via|using|used|use|in|through|on)(?: the| its| their| users of| people who use)*\s?$")
_LIST = re2.compile(r"^\s?(?:,|，|、|and|和|与|及|以及|, and|/|&|;|；|'s|的)?\s?(?:the |its )?$")
_AMOUNT_LIST = re2.compile(r"^\s?(?:,|，|、|and|和|与|及|以及|, and|/|;)\s?(?:about|around|over|more than|nearly|roughly|some|约|近|超过?)?\s?(?:the )?$")
_STRONG_PRONOUN = re2.compile(r"\b(?:its|it|the company|the app|the assistant|the firm|the chatbot|the platform)\b|该|其|它|公司")


def owners(
    scene: Scene, number: int, amount: Amount, run: Sequence[Amount] = (), previous: Owner | None = None
) -> tuple[Owner, ...]:
    """All candidates for `amount` in sentence `number`, best first; `run` is the list of figures it is coordinated with.

    `previous` owns the figure before it in the same sentence.

    Empty where nothing in the text can own it.
    """
    zipped = _zip(scene, number, amount, run)
    if zipped is not None:
        return (zipped,)
    here = _in_sentence(scene, number, amount)
    before = [replace(previous, reason="owns the figure before it", weight=PREVIOUS)] if previous is not None else []
    combined = _combined(scene, number, amount)
    candidates = [*combined, *here, *before, *_from_before(scene, number)]
    best: dict[str, Owner] = {}
    for one in sorted(candidates, key=lambda owner: -owner.weight):
        best.setdefault(one.actor, one)
    return tuple(best.values())


def coordinated(folded: str, amounts: Sequence[Amount], position: int) -> tuple[Amount, ...]:
    """The run of figures, joined by commas and "and", that `amounts[position]` belongs to."""
    first = last = position
    while first > 0 and _AMOUNT_LIST.match(folded[amounts[first - 1].reach_end : amounts[first].start]):
        first -= 1
    while last + 1 < len(amounts) and _AMOUNT_LIST.match(folded[amounts[last].reach_end : amounts[last + 1].start]):
        last += 1
    return tuple(amounts[first : last + 1])


def actor_id(mention: Mention) -> str:
    """The owner's id a name stands for: an app's own id, or `other:<id>` for a context actor."""
    return mention.actor if mention.is_watched else f"other:{mention.actor}"


def _groups(scene: Scene, number: int) -> list[list[Mention]]:
    """The sentence's names, with neighbours that mean the same actor ("Tencent's Yuanbao") as one group."""
    groups: list[list[Mention]] = []
    for name in scene.names[number]:
        if name.role == "tracker":
            continue
        if groups and groups[-1][-1].actor == name.actor and _is_one_name(scene.folded[groups[-1][-1].end : name.start]):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _is_one_name(between: str) -> bool:
    return len(between) < _ONE_NAME and not any(char.isdigit() for char in between)


def _zip(scene: Scene, number: int, amount: Amount, run: Sequence[Amount]) -> Owner | None:
    if len(run) < 2:
        return None
    sentence = scene.sentences[number]
    before = [group for group in _groups(scene, number) if group[-1].end <= run[0].start and group[0].is_watched]
    after_text = scene.folded[run[-1].reach_end : sentence.end]
    is_told = "respectively" in after_text or "分别" in scene.folded[sentence.start : sentence.end] or "respectively" in scene.folded[sentence.start : run[0].start]
    row = _row(scene, before)
    if len(row) != len(run) and not (is_told and len(before) >= len(run)):
        return None
    chosen = (row if len(row) == len(run) else before)[-len(run) :]
    mention = chosen[list(run).index(amount)][0]
    return Owner(actor_id(mention), "stated", "listed in the same order", 200, _best_role(chosen[list(run).index(amount)]))


def _best_role(group: list[Mention]) -> Role:
    """An app's own name in a group says more than its firm's."""
    return "app" if any(name.role == "app" for name in group) else group[-1].role


def _row(scene: Scene, groups: list[list[Mention]]) -> list[list[Mention]]:
    """The names that end `groups` and stand in one list ("Tencent and Baidu")."""
    row: list[list[Mention]] = []
    for group in reversed(groups):
        if row and not _LIST.match(scene.folded[group[-1].end : row[-1][0].start]):
            break
        row.append(group)
    return row[::-1]


def _in_sentence(scene: Scene, number: int, amount: Amount) -> list[Owner]:
    sentence = scene.sentences[number]
    clause = sentence.clause_at(amount.start)
    found = []
    for group in _groups(scene, number):
        weight, reason = _weigh(scene, sentence, clause.start, clause.end, group, amount)
        if weight > 0:
            mention = group[-1]
            found.append(Owner(actor_id(mention), "stated", reason, weight, _best_role(group)))
    return found


def _weigh(scene: Scene, sentence: Sentence, start: int, end: int, group: list[Mention], amount: Amount) -> tuple[float, str]:
    first, last = group[0], group[-1]
    clauses_between = sum(1 for one in sentence.clauses if min(first.start, amount.start) < one.start <= max(first.start, amount.start))
    if last.end <= amount.start:
        distance = (amount.start - last.end) / 10
        weight = (100 if first.start >= start else 84 - 5 * clauses_between) - min(distance, 15)
        reason = "named before it in the same clause" if first.start >= start else "named earlier in the sentence"
    else:
        between = scene.folded[amount.reach_end : first.start]
        is_linked = _FOR_AFTER.match(between) is not None
        is_tight = _TIGHT_AFTER.match(between) is not None
        weight = (125 if is_tight else 96 if is_linked and first.start < end else 66 if first.start < end else 40 - 5 * clauses_between) - min(len(between) / 10, 15)
        reason = "named right after it" if first.start < end else "named later in the sentence"
    return weight - _discount(scene, group, amount), reason


def _discount(scene: Scene, group: list[Mention], amount: Amount) -> float:
    """What a name loses because it is a venue, a place, a channel, or only what the subject is compared with."""
    before = scene.folded[max(0, group[0].start - 24) : group[0].start]
    after = scene.folded[group[-1].end : group[-1].end + 12]
    lost = 0.0
    if group[0].actor in scene.venues:
        lost += 75
    if not group[0].is_watched and group[-1].end <= amount.start and (_PLACE_BEFORE.search(before) or _PLACE_AFTER.match(after)):
        lost += 45
    is_possessor = scene.folded[group[-1].end : amount.start].strip() in ("的", "'s")
    is_subject_since = _RELATIVE_AFTER.match(scene.folded[group[-1].end : group[-1].end + 24]) is not None
    if _VERSUS_BEFORE.search(before) and not is_possessor and not is_subject_since:
        lost += 40
    return lost


def _combined(scene: Scene, number: int, amount: Amount) -> list[Owner]:
    sentence = scene.sentences[number]
    clause = sentence.clause_at(amount.start)
    before = [group for group in _groups(scene, number) if group[-1].end <= amount.start and group[0].is_watched]
    if len({group[0].actor for group in _row(scene, before)}) >= 2 and _row(scene, before)[-1][-1].end > clause.start:
        return [Owner(COMBINED, "stated", "several firms share the figure", 120)]
    actors = {group[0].actor for group in before}
    if _is_sum(scene, sentence, amount, before, len(actors)):
        return [Owner(COMBINED, "stated", "a total of several firms", 118)]
    is_named = any(name.is_watched for name in scene.names[number])
    if _RIVALRY.search(scene.folded[sentence.start : sentence.end]) and not is_named:
        return [Owner(COMBINED, "inferred", "the figure of a contest, no firm named", 70)]
    return []


def _is_sum(scene: Scene, sentence: Sentence, amount: Amount, before: list[list[Mention]], actors: int) -> bool:
    """Whether words for a total speak of the figure: in its clause, or in its sentence where its clause names nobody."""
    clause = sentence.clause_at(amount.start)
    in_clause = [group for group in before if group[0].start >= clause.start]
    text = scene.folded[clause.start : clause.end]
    told = _TOGETHER.search(text) or (_SUM.search(text) if actors > 1 else None)
    if told is not None:
        is_between = any(group[0].start >= clause.start + told.end() for group in before)
        return not is_between and not (len(in_clause) == 1 and actors == 1)
    is_named_after = any(name.is_watched and amount.start < name.start < clause.end for name in scene.names[sentence.index])
    around = scene.folded[sentence.start : sentence.end]
    return not in_clause and not is_named_after and actors != 1 and _TOGETHER.search(around) is not None


def carried_owner(scene: Scene, number: int) -> Owner | None:
    """Whose a sentence is that names no app: the subject carried over, else the article's main app."""
    watched = [owner for owner in _from_before(scene, number) if not owner.actor.startswith("other:")]
    return watched[0] if watched else None


def _from_before(scene: Scene, number: int) -> list[Owner]:
    found = []
    topic = _topic(scene, number)
    if topic is not None:
        mention, distance = topic
        found.append(Owner(actor_id(mention), "inferred", "carried over from an earlier sentence", 56 - 4 * min(distance, 8), mention.role))
    if scene.focus is not None:
        found.append(Owner(scene.focus, "inferred", "the article is about it", 36))
    return found


def _topic(scene: Scene, number: int) -> tuple[Mention, int] | None:
    """The nearest earlier sentence's subject: its first name that is no venue, place or comparison."""
    for earlier in range(number - 1, -1, -1):
        for group in _groups(scene, earlier):
            before = scene.folded[max(0, group[0].start - 24) : group[0].start]
            after = scene.folded[group[-1].end : group[-1].end + 12]
            is_place = not group[0].is_watched and (_PLACE_BEFORE.search(before) or _PLACE_AFTER.match(after))
            if group[0].actor in scene.venues or is_place or _VERSUS_BEFORE.search(before):
                continue
            return group[0], number - earlier
    return None
