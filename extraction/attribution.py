"""Decides whose a figure is: the alternatives in sight, each with its weight and the reason for it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extraction.actors import Mention
from extraction.amount import Amount
from extraction.carrying import owners_before
from extraction.scenes import Group, Owner, Scene, actor_id, best_role, first_row, last_row
from extraction.sentences import Sentence
from extraction.standing import discount
from extraction.totals import combined_owners
from extraction.windows import compile_window

# The owner of the figure before comes after a name in the same clause and before one in an earlier sentence.
PREVIOUS = 77
# … and loses that place once another app was named.
_NAMED_SINCE = 15
# The subject of an earlier clause goes on in the next; a name with the figure in its own brackets has nothing else.
_SUBJECT = 6
_BRACKETED = 128.0
_BRACKET_OPENS = compile_window(r"^ ?\((?:约|近|逾|超过?|about |over |at )?$")
_INSIDE_BRACKETS = compile_window(r"^ ?\([^()]{0,60}$")
_APPOSED = compile_window(r"^, (?:more than|over|about|some|nearly|almost|around|roughly) $")
# A subject behind an opening participle goes before whoever the text spoke of last.
_OPENING = 62
_AT_ONCE = 3
# No sentence of a newspaper has more names than this on either side of a figure.
_NEAREST = 12
# A speaker named after the quotation goes before whoever the text spoke of last.
_SPEAKER = 30
# What is named behind the bracket a figure closes is another matter: "21张(共525元)微博".
_BEYOND_BRACKET = 30


# The name that a figure is handed to at once: "1 billion for Yuanbao", "the 500 million yuan of Baidu's Wenxin".
_TIGHT_AFTER = compile_window(
    r"^[^，,。;；a-z\d]{0,8}的$|^(?: cash| yuan)? (?:for|to|from|by|of|at|on|through) (?:the |its )?$"
    r"|^(?: (?:in|of|for|cash|digital|red|free|envelopes?|packets?|hongbao|orders?|coupons?|subsid(?:y|ies)|giveaway|campaign"
    r"|daily|monthly|weekly|active|users?|dau|mau)){1,5} (?:from|by|at|of) (?:the |its )?$"
)
_OURS = compile_window(r"\b(?:our|we|us)\b|我们|咱们")
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
        for group in scene.groups[number]
    )
    weight = PREVIOUS - _NAMED_SINCE if is_named_since else PREVIOUS
    before = [replace(previous, reason="owns the figure before it", weight=weight)] if previous is not None else []
    combined = combined_owners(scene, number, amount)
    candidates = [*combined, *here, *before, *owners_before(scene, number)]
    best: dict[str, Owner] = {}
    for one in sorted(candidates, key=lambda owner: -owner.weight):
        best.setdefault(one.actor, one)
    return tuple(best.values())


def _opens_next(scene: Scene, sentence: Sentence, start: int, name: Mention) -> bool:
    """Whether a sentence names its subject only behind a participle: "With a billion users, WeChat …"."""
    clause = sentence.clause_at(name.start)
    is_first = scene.groups[sentence.index][0][0] is name
    return is_first and start == sentence.start and clause.start > start and name.start - clause.start <= _AT_ONCE


def _opens_clause(scene: Scene, sentence: Sentence, group: Group) -> bool:
    """Whether a watched name is the first of its clause, and so its subject."""
    clause = sentence.clause_at(group[0].start)
    watched = (one for one in scene.groups[sentence.index] if one[0].is_watched and one[0].start >= clause.start)
    return next(watched, None) is group


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
    """The owner of `amount` where a list of names and a list of figures go together, each to each."""
    names = _listed_names(scene, number, run) if len(run) > 1 else None
    if names is None:
        return None
    group = names[list(run).index(amount)]
    return Owner(actor_id(group[0]), "stated", "listed in the same order", 200, best_role(group))


def _listed_names(scene: Scene, number: int, run: Sequence[Amount]) -> Sequence[Group] | None:
    """As many names as the list of figures has, context actors among them only where they stand in the row."""
    sentence = scene.sentences[number]
    named = [group for group in scene.groups[number] if group[0].actor not in scene.venues]
    before = [group for group in named if group[-1].end <= run[0].start]
    watched = [group for group in before if group[0].is_watched]
    is_told = "分别" in scene.folded[sentence.start : sentence.end] or "respectively" in (
        scene.folded[sentence.start : run[0].start] + scene.folded[run[-1].reach_end : sentence.end]
    )
    rows = [last_row(scene, before), last_row(scene, watched)]
    if is_told and not watched:
        rows = [first_row(scene, [group for group in named if group[0].start >= run[-1].reach_end])]
    if is_told:
        rows.append(watched)
    return next((row for row in rows if len(row) == len(run)), None)


def _in_sentence(scene: Scene, number: int, amount: Amount) -> list[Owner]:
    sentence = scene.sentences[number]
    clause = sentence.clause_at(amount.start)
    found = []
    groups = scene.groups[number]
    place = bisect_left(groups, amount.start, key=lambda group: group[0].start)
    for group in groups[max(0, place - _NEAREST) : place + _NEAREST]:
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
        is_subject = first.start < start and _opens_clause(scene, sentence, group)
        weight = (100 if first.start >= start else 84 - 5 * clauses_between) - min(distance, 15)
        if _BRACKET_OPENS.match(scene.folded[last.end : amount.start]):
            return _BRACKETED, "the figure stands in its brackets"
        if not first.is_watched and _APPOSED.match(scene.folded[last.end : amount.start]):
            return _BRACKETED, "the figure is set beside it"
        if _INSIDE_BRACKETS.match(scene.folded[last.end : amount.start]):
            weight = max(weight, _SUBJECT + 100 - min(distance, 15))
        weight += _SUBJECT if is_subject else 0
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
        if _opens_next(scene, sentence, start, first):
            weight = max(weight, _OPENING)
        if not first.is_watched and between[:1] == ")":
            weight -= _BEYOND_BRACKET
        reason = "named right after it" if first.start < end else "named later in the sentence"
        if first.start >= end and _OURS.search(scene.folded[sentence.start : amount.start]):
            weight, reason = weight + _SPEAKER, "speaks of its own"
    return weight - discount(scene, group, amount), reason
