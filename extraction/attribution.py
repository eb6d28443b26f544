"""Decides whose a figure is: the alternatives in sight, each with its weight and the reason for it."""

from collections.abc import Sequence
from dataclasses import replace

from extraction.actors import Mention
from extraction.amount import Amount
from extraction.scenes import Group, Owner, Scene, actor_id, best_role, first_row, groups_in, last_row
from extraction.sentences import Sentence
from extraction.totals import combined_owners
from extraction.windows import compile_window

# The owner of the figure before comes after a name in the same clause and before one in an earlier sentence.
PREVIOUS = 77
# … and loses that place once another app was named.
_NAMED_SINCE = 15
# A speaker named after the quotation goes before whoever the text spoke of last.
_SPEAKER = 30
# A context actor named later than this in its sentence is no subject that the next sentences speak of.
_OPENING = 16
# What is named behind the bracket a figure closes is another matter: "21张(共525元)微博".
_BEYOND_BRACKET = 30
# A context actor is forgotten sooner than an app: an article about apps comes back to them.
_CONTEXT_FAR = 20
# How far to look for the brackets around a name, and what a context actor named in passing loses.
_BRACKET = 60
_IN_BRACKETS = 45.0
# A subject named longer ago than this is forgotten.
_FARTHEST = 15


# What stands right before a name that is only a place, a channel or the other side of a comparison.
_PLACE_BEFORE = compile_window(
    r"(?:\b(?:at|in|inside|within|on|via|through|to|into|onto|from|across|over|of|by using|outside)(?: the| an?| its| tencent's| alibaba's)?|在|通过|靠|借|凭|仗着|依托|至|到|进|从|用|发给|提现到|提现至)\s?$"
)
_PLACE_AFTER = compile_window(
    r"^(?:'s)?\s?(?:groups?|moments|wallet|chats?|friends|app charts|charts?|里|内|上|群|好友|零钱|链接|朋友圈|钱包|搜索|热搜|、|/|公众号)"
)
_VERSUS_BEFORE = compile_window(
    r"(?:\b(?:than|behind|ahead of|past|beat|beating|overt(?:ook|aking)|surpass(?:ed|ing)|like|unlike|against|versus|vs\.?|as with|rivals?|trail(?:s|ed|ing)?|more than|less than)"
    r"|比|较|落后(?:于)?|领先(?:于)?|超过|超越|赶超|反超|不及|不如|对标|多出|跟|离|距离?|紧追|挤下|替代|仿照|类似)(?: that of| those of| both| the)?\s?[\"“]?(?:领头羊[\"”]?)?$"
)
# The name that a figure is handed to at once: "1 billion for Yuanbao", "the 500 million yuan of Baidu's Wenxin".
_TIGHT_AFTER = compile_window(
    r"^的$|^(?: cash| yuan)? (?:for|to|from|by|of|at|on|through) (?:the |its )?$"
    r"|^(?: (?:in|of|for|cash|digital|red|free|envelopes?|packets?|hongbao|orders?|coupons?|subsid(?:y|ies)|giveaway|campaign"
    r"|daily|monthly|weekly|active|users?|dau|mau)){1,5} (?:from|by|at|of) (?:the |its )?$"
)
# "Douyin, Doubao's sister app": the second name only explains the first.
_RELATION_AFTER = compile_window(r"^(?:'s)? (?:sister|sibling|stablemate|cousin|parent|rival|owner|maker)\b")
_OURS = compile_window(r"\b(?:our|we|us)\b|我们|咱们")
_RELATIVE_AFTER = compile_window(r"^(?:'s [a-z]+)?, (?:which|who|whose)\b|^，后者")
_FOR_AFTER = compile_window(
    r"^[^.;。；,，]{0,48}?\b(?:for|to|from|by|of|with|through|via|using|used|use|in|at|through|on)(?: the| its| their| users of| people who use)*\s?$"
)
_AMOUNT_LIST = compile_window(
    r"^\s?(?:,|，|、|and|和|与|及|以及|, and|/|;)\s?(?:about|around|over|more than|nearly|roughly|some|逾|约|近|超过?)?\s?(?:the )?$"
)


def owners(
    scene: Scene,
    number: int,
    amount: Amount,
    run: Sequence[Amount] = (),
    previous: Owner | None = None,
    previous_end: int = 0,
) -> tuple[Owner, ...]:
    """All candidates for `amount` in sentence `number`, best first; `run` is the list of figures it is coordinated with.

    `previous` owns the figure before it in the same sentence, which ends at `previous_end`.

    Empty where nothing in the text can own it.
    """
    zipped = _zip(scene, number, amount, run)
    if zipped is not None:
        return (zipped,)
    here = _in_sentence(scene, number, amount)
    is_named_since = any(
        group[0].is_watched and previous_end <= group[0].start and group[-1].end <= amount.start
        for group in groups_in(scene, number)
    )
    weight = PREVIOUS - _NAMED_SINCE if is_named_since else PREVIOUS
    before = [replace(previous, reason="owns the figure before it", weight=weight)] if previous is not None else []
    combined = combined_owners(scene, number, amount)
    candidates = [*combined, *here, *before, *_from_before(scene, number)]
    best: dict[str, Owner] = {}
    for one in sorted(candidates, key=lambda owner: -owner.weight):
        best.setdefault(one.actor, one)
    return tuple(best.values())


def coordinated(folded: str, amounts: Sequence[Amount]) -> list[tuple[Amount, ...]]:
    """For each figure of a sentence the run of figures, joined by commas and "and", that it belongs to."""
    runs: list[list[Amount]] = []
    for amount in amounts:
        if runs and _AMOUNT_LIST.match(folded[runs[-1][-1].reach_end : amount.start]):
            runs[-1].append(amount)
        else:
            runs.append([amount])
    return [tuple(run) for run in runs for _ in run]


def _zip(scene: Scene, number: int, amount: Amount, run: Sequence[Amount]) -> Owner | None:
    if len(run) < 2:
        return None
    sentence = scene.sentences[number]
    before = [group for group in groups_in(scene, number) if group[-1].end <= run[0].start and group[0].is_watched]
    after_text = scene.folded[run[-1].reach_end : sentence.end]
    is_told = (
        "respectively" in after_text
        or "分别" in scene.folded[sentence.start : sentence.end]
        or "respectively" in scene.folded[sentence.start : run[0].start]
    )
    row = last_row(scene, before)
    if is_told and not before:
        row = first_row(scene, [group for group in groups_in(scene, number) if group[0].start >= run[-1].reach_end])
    if len(row) != len(run) and not (is_told and len(before) == len(run)):
        return None
    chosen = (row if len(row) == len(run) else before)[-len(run) :]
    mention = chosen[list(run).index(amount)][0]
    return Owner(
        actor_id(mention), "stated", "listed in the same order", 200, best_role(chosen[list(run).index(amount)])
    )


def _in_sentence(scene: Scene, number: int, amount: Amount) -> list[Owner]:
    sentence = scene.sentences[number]
    clause = sentence.clause_at(amount.start)
    found = []
    for group in groups_in(scene, number):
        weight, reason = _weigh(scene, sentence, clause.start, clause.end, group, amount)
        if weight > 0:
            mention = group[-1]
            found.append(Owner(actor_id(mention), "stated", reason, weight, best_role(group)))
    return found


def _weigh(scene: Scene, sentence: Sentence, start: int, end: int, group: Group, amount: Amount) -> tuple[float, str]:
    first, last = group[0], group[-1]
    clauses_between = sum(
        1 for one in sentence.clauses if min(first.start, amount.start) < one.start <= max(first.start, amount.start)
    )
    if last.end <= amount.start:
        distance = (amount.start - last.end) / 10
        weight = (100 if first.start >= start else 84 - 5 * clauses_between) - min(distance, 15)
        reason = "named before it in the same clause" if first.start >= start else "named earlier in the sentence"
    else:
        between = scene.folded[amount.reach_end : first.start]
        is_linked = _FOR_AFTER.match(between) is not None
        is_tight = _TIGHT_AFTER.match(between) is not None
        weight = (
            125
            if is_tight
            else 96
            if is_linked and first.start < end
            else 66
            if first.start < end
            else 40 - 5 * clauses_between
        ) - min(len(between) / 10, 15)
        if not first.is_watched and between[:1] in (")", "）"):
            weight -= _BEYOND_BRACKET
        reason = "named right after it" if first.start < end else "named later in the sentence"
        if first.start >= end and _OURS.search(scene.folded[sentence.start : amount.start]):
            weight, reason = weight + _SPEAKER, "speaks of its own"
    return weight - _discount(scene, group, amount), reason


def _discount(scene: Scene, group: Group, amount: Amount) -> float:
    """What a name loses because it is a venue, a place, a channel, or only what the subject is compared with."""
    before = scene.folded[max(0, group[0].start - 24) : group[0].start]
    after = scene.folded[group[-1].end : group[-1].end + 12]
    lost = _IN_BRACKETS if not group[0].is_watched and _is_bracketed(scene.folded, group, amount) else 0.0
    if group[0].actor in scene.venues:
        lost += 75
    if (
        not group[0].is_watched
        and group[-1].end <= amount.start
        and (_PLACE_BEFORE.search(before) or _PLACE_AFTER.match(after))
    ):
        lost += 45
    if _RELATION_AFTER.match(scene.folded[group[-1].end : group[-1].end + 24]):
        lost += 60
    is_possessor = scene.folded[group[-1].end : amount.start].strip() in ("的", "'s")
    is_subject_since = _RELATIVE_AFTER.match(scene.folded[group[-1].end : group[-1].end + 24]) is not None
    if _VERSUS_BEFORE.search(before) and not is_possessor and not is_subject_since:
        lost += 40
    return lost


def _is_bracketed(folded: str, group: Group, amount: Amount) -> bool:
    """Whether a name stands in brackets that the figure stands outside of."""
    before = folded[max(0, group[0].start - _BRACKET) : group[0].start]
    after = folded[group[-1].end : group[-1].end + _BRACKET]
    opened, closing = before.rfind("("), after.find(")")
    is_inside = opened > before.rfind(")") and closing >= 0
    return is_inside and not group[0].start < amount.start < group[-1].end + closing


def carried_owner(scene: Scene, number: int) -> Owner | None:
    """Whose a sentence is that names no app: the subject carried over, else the article's main app."""
    watched = [owner for owner in _from_before(scene, number) if not owner.actor.startswith("other:")]
    return watched[0] if watched else None


def _from_before(scene: Scene, number: int) -> list[Owner]:
    found = []
    topic = _topic(scene, number)
    if topic is not None:
        mention, distance = topic
        is_near = mention.is_watched or distance == 1
        found.append(
            Owner(
                actor_id(mention),
                "inferred",
                "carried over from an earlier sentence",
                56 - 4 * min(distance, 8) - (0 if is_near else _CONTEXT_FAR),
                mention.role,
            )
        )
    if scene.focus is not None:
        found.append(Owner(scene.focus, "inferred", "the article is about it", 36))
    return found


def _topic(scene: Scene, number: int) -> tuple[Mention, int] | None:
    """The nearest earlier sentence's subject: its first name that is no venue, place or comparison."""
    for earlier in range(number - 1, max(-1, number - 1 - _FARTHEST), -1):
        for group in groups_in(scene, earlier):
            before = scene.folded[max(0, group[0].start - 24) : group[0].start]
            after = scene.folded[group[-1].end : group[-1].end + 12]
            is_place = not group[0].is_watched and (_PLACE_BEFORE.search(before) or _PLACE_AFTER.match(after))
            is_subject = group[0].is_watched or group[0].start - scene.sentences[earlier].start <= _OPENING
            if group[0].actor in scene.venues or is_place or not is_subject or _VERSUS_BEFORE.search(before):
                continue
            return group[0], number - earlier
    return None
