"""Weighs how much a name's place beside a figure says that the figure is its own."""

from extraction.actors import Mention
from extraction.amount import Amount
from extraction.scenes import Group, Scene
from extraction.sentences import Clause, Sentence
from extraction.standing import discount
from extraction.windows import compile_window

# The subject of an earlier clause goes on in the next; a name with the figure in its own brackets has nothing else.
_SUBJECT = 6
_BRACKETED = 128.0
# Distance takes no more than this.
_FARTHEST = 15
_BRACKET_OPENS = compile_window(r"^ ?\((?:约|近|逾|超过?|about |over |at )?$")
_INSIDE_BRACKETS = compile_window(r"^ ?\([^()]{0,60}$")
_APPOSED = compile_window(r"^, (?:more than|over|about|some|nearly|almost|around|roughly) $")
# "…, ahead of DeepSeek's 144 million": whose it is.
_POSSESSED = compile_window(
    r"^(?:'s(?: own)? (?:(?:more than|over|about|some|nearly|almost|around|roughly|just|only|record|reported|estimated) )*|的(?:约|近|逾|超过?)?)$"
)
# A subject behind an opening participle goes before whoever the text spoke of last.
_OPENING = 62
_AT_ONCE = 3
# … but whoever comes in with a turn of the story is the other side of it: "…, and then came WeChat", "不料微信".
_TURN = compile_window(
    r"[,;，；] ?(?:and|but|then|yet|until|when|while|before|only for|except that)\b|[,;，；] ?(?:但|可是|可|却|不料|谁知|没想到|结果|随后|然后|接着|然而|岂料|哪知|怎料)"
)
# A speaker named after the quotation goes before whoever the text spoke of last.
_SPEAKER = 30
# What is named behind the bracket a figure closes is another matter: "21张(共525元)微博".
_BEYOND_BRACKET = 30
# The name that a figure is handed to at once: "1 billion for Yuanbao", "the 500 million yuan of Baidu's Wenxin".
_TIGHT_AFTER = compile_window(
    r"^[^，,。;；a-z\d]{0,8}的$|^(?: cash| yuan)? (?:for|to|from|by|of|at|on|through) (?:the |its )?$"
    r"|^ (?:people|users|customers) (?:who|that) (?:had )?(?:opened?|used?|ordered (?:through|with)) (?:the )?$"
    r"|^(?: (?:in|of|for|cash|digital|red|free|envelopes?|packets?|hongbao|orders?|coupons?|subsid(?:y|ies)|giveaway|campaign"
    r"|daily|monthly|weekly|active|users?|dau|mau)){1,5} (?:from|by|at|of) (?:the |its )?$"
)
# "它的预算是33亿元，而元宝只有16亿元": a pronoun is whoever was told of before, not who is named next.
_PRONOUN = compile_window(r"^(?:its?|their|they)\b|^[它其]")
_OURS = compile_window(r"\b(?:our|we|us)\b|我们|咱们")
_FOR_AFTER = compile_window(
    r"^[^.;。；,，]{0,48}?\b(?:for|to|from|by|of|with|through|via|using|used|use|in|at|through|on)(?: the| its| their| users of| people who use)*\s?$"
)


def weigh(scene: Scene, sentence: Sentence, clause: Clause, group: Group, amount: Amount) -> tuple[float, str]:
    """The weight of a name as the owner of `amount`, which stands in `clause`, and the reason for it."""
    is_before = group[-1].end <= amount.start
    weight, reason = (_before if is_before else _after)(scene, sentence, clause, group, amount)
    return weight if weight == _BRACKETED else weight - discount(scene, group, amount), reason


def _before(scene: Scene, sentence: Sentence, clause: Clause, group: Group, amount: Amount) -> tuple[float, str]:
    first, between = group[0], scene.folded[group[-1].end : amount.start]
    if _BRACKET_OPENS.match(between):
        return _BRACKETED, "the figure stands in its brackets"
    if not first.is_watched and _APPOSED.match(between):
        return _BRACKETED, "the figure is set beside it"
    if not first.is_watched and _POSSESSED.match(between):
        return _BRACKETED, "the figure is said to be its"
    near = min(len(between) / 10, _FARTHEST)
    is_inside = first.start >= clause.start
    weight = (100 if is_inside else 84 - 5 * _clauses_between(sentence, first, amount)) - near
    if _INSIDE_BRACKETS.match(between):
        weight = max(weight, _SUBJECT + 100 - near)
    if not is_inside and _opens_clause(scene, sentence, group):
        weight += _SUBJECT
    return weight, "named before it in the same clause" if is_inside else "named earlier in the sentence"


def _after(scene: Scene, sentence: Sentence, clause: Clause, group: Group, amount: Amount) -> tuple[float, str]:
    first, between = group[0], scene.folded[amount.reach_end : group[0].start]
    is_inside = first.start < clause.end
    weight = _link(between, is_inside, _clauses_between(sentence, first, amount)) - min(len(between) / 10, _FARTHEST)
    if _opens_next(scene, sentence, clause.start, first):
        weight = max(weight, _OPENING)
    if not first.is_watched and between[:1] == ")":
        weight -= _BEYOND_BRACKET
    if not is_inside and _OURS.search(scene.folded[sentence.start : amount.start]):
        return weight + _SPEAKER, "speaks of its own"
    return weight, "named right after it" if is_inside else "named later in the sentence"


def _link(between: str, is_inside: bool, clauses: int) -> float:
    """How firmly the words between a figure and a name behind it tie the two together."""
    if _TIGHT_AFTER.match(between):
        return 125
    if not is_inside:
        return 40 - 5 * clauses
    return 96 if _FOR_AFTER.match(between) else 66


def _clauses_between(sentence: Sentence, name: Mention, amount: Amount) -> int:
    first, last = sorted((name.start, amount.start))
    return sum(first < one.start <= last for one in sentence.clauses)


def _opens_next(scene: Scene, sentence: Sentence, start: int, name: Mention) -> bool:
    """Whether a sentence names its subject only behind a participle: "With a billion users, WeChat …"."""
    clause = sentence.clause_at(name.start)
    is_first = scene.groups[sentence.index][0][0] is name
    is_told_on = _PRONOUN.match(scene.folded[start : start + _AT_ONCE + 3]) is not None
    is_at_once = clause.start > start and name.start - clause.start <= _AT_ONCE
    is_turn = not name.is_watched and _TURN.search(scene.folded[start : name.start]) is not None
    return is_first and start == sentence.start and is_at_once and not is_told_on and not is_turn


def _opens_clause(scene: Scene, sentence: Sentence, group: Group) -> bool:
    """Whether a watched name is the first of its clause, and so its subject."""
    clause = sentence.clause_at(group[0].start)
    watched = (one for one in scene.groups[sentence.index] if one[0].is_watched and one[0].start >= clause.start)
    return next(watched, None) is group
