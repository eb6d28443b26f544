"""Decides what a bare count counts: by the noun after it, the word before it, its classifier, or the figure before."""

import re2

from extraction.marking import Marked
from extraction.meanings import Before, Meaning, is_campaign
from extraction.reach_cues import CUES, UNITS
from extraction.rules import Cue, UnitClass
from extraction.windows import compile_window

# Below this a count is one shop's or one person's, not a campaign's.
LEAST_REACH = 10_000
# No app has as many users, and no gala as many draws.
MOST_REACH = 99e9
LEAST_CARRIED = 1_000_000
_NOT_CARRIED = frozenset({"growth_pct", "prize", "prize_max", "coupon", "sponsorship", "payout"})
_TIMES = frozenset({"messages", "interactions", "participants", "shares"})
_ACTIVE = frozenset({"dau", "mau", "wau"})
_PEOPLE = frozenset({"users", "participants", "viewers"})
_GENERIC = frozenset({"users", "participants", "interactions"})
_OF_UNIT: dict[UnitClass, tuple[str, str]] = {
    "order": ("orders", "orders"),
    "times": ("interactions", "interactions"),
    "person": ("users", "users"),
}
_DAY = re2.compile(r"D|当天|当日|that day")
_PERSON_TIMES = compile_window(r"\s?(?:多|余)?\s?人次")
_STORE = re2.compile(r"download|install|store|下载|安装")
_LEAST_DAU, _MOST_DAU = 1_000_000, 2_000_000_000
_LIST_REACH = 2
_OWNER_BEFORE = compile_window(
    r"[ACG][ ,，:：(（|]{0,3}(?:with |at |is |的|为|是)?(?:about |over |some |nearly |约|近|超过?)?$"
)
_OWNER_AFTER = compile_window(r"^ (?:at|for|from) [AC]\b")
LEAST_PRIZE, MOST_PRIZE = 500, 1_000_000
LEAST_SUM, MOST_SUM = 3e8, 60e9
_PRIZES = frozenset({"prize", "prize_max"})
_AFTER_WINDOW = 44
# A blank between Chinese words ends a phrase.
_APART = compile_window(r"^ [\u4e00-\u9fff]")
_JOIN = re2.compile(r"[ACO,，、;；]|\band\b|\bwhile\b|和|而")
_WINDOW_ENDS = compile_window(
    r"[MNPXKJQY。;；!?！？,，、:：()（●•▪|]|\band\b(?=[^MNPXKJQY,.]{0,30}J)|\b(?:that|who|when|in|by|within|for|through|on)\b"
)
# Words that can follow a figure without saying what it counts; any other word does.
_NO_NOUN = compile_window(
    r"^\s?(?:a|after|again|ahead|already|and|as|at|before|behind|but|by|compared|during|each|for|from|had|has|in|is|last"
    r"|later|more|nationwide|now|of (?:it|that|these|them|those|which|the total)|on|or|over|per|respectively|since|so|strong|that|the|then|this|to|today|too|up|was|were"
    r"|when|which|while|who|with|within|worldwide|yesterday)\b"
)
_NOUN = compile_window(r"^ [a-z'-]{3,}|^ [a-z'-]+ [a-z'-]{3,}|^ ?(?:多|余)?[个条张份台件项款部家只套篇幅座组]")


def _alternatives(cue: Cue) -> str:
    # A sign is a word's letter: "千问DAU" is marked "Adau".
    english = [rf"(?:\b|[A-Z])(?:{cue.english})\b"] if cue.english else []
    return "|".join([*english, *([cue.chinese] if cue.chinese else [])])


_CUE_PATTERNS = re2.compile("|".join(f"(?P<c{number}>{_alternatives(cue)})" for number, cue in enumerate(CUES)))
_UNIT_PATTERNS = tuple((unit, compile_window(pattern)) for unit, pattern in UNITS)


def count_of(marked: Marked, value: float, before: Before) -> Meaning:
    """What the count in question of `marked` measures, or why it is no reach figure."""
    listed = _listed_prize(marked, value, before) or _wrong_size(value)
    if listed is not None:
        return listed
    unit = _unit_class(marked)
    cue = _nearest_cue(marked, unit, before)
    return _from_cue(cue, marked) if cue is not None else _uncued(marked, value, unit, before)


def _wrong_size(value: float) -> Meaning | None:
    if value < LEAST_REACH or value != int(value):
        return Meaning("not.small", reject="too small for a campaign figure")
    if value > MOST_REACH:
        return Meaning("not.absurd", reject="larger than anything a campaign could count")
    return None


def _from_cue(cue: Cue, marked: Marked) -> Meaning:
    if cue.measure is None:
        return Meaning("not.counted", reject=cue.reject)
    if cue.measure == "interactions" and _PERSON_TIMES.match(marked.text[marked.at + 1 :]):
        return Meaning("reach.participants", measure="participants", unit="participations")
    return Meaning(f"reach.{cue.measure}", measure=cue.measure, unit=cue.unit)


def _uncued(marked: Marked, value: float, unit: UnitClass, before: Before) -> Meaning:
    """What a figure counts that no word beside it names."""
    if _is_sum_of_money(marked, value, unit, before):
        return Meaning("carry.bare", measure="budget", currency="CNY")
    later = None if unit else _cue_later(marked)
    if later is not None:
        return _from_cue(later, marked)
    return _by_unit(unit, before) or _carried(marked, value, before)


def _is_sum_of_money(marked: Marked, value: float, unit: UnitClass, before: Before) -> bool:
    """Whether a round bare figure of a campaign's size is one in yuan: "Qwen has 4 billion, Yuanbao 1 billion"."""
    last = before.meaning
    is_led = last is not None and last.measure is not None and not last.is_spend and before.sentences <= 1
    is_round = LEAST_SUM <= value <= MOST_SUM and float(f"{value:.1e}") == value
    return is_round and not unit and not is_led and _is_bare(marked) and is_campaign(marked.text)


def _listed_prize(marked: Marked, value: float, before: Before) -> Meaning | None:
    """A bare figure in a list of prizes: "Top packets: Qwen 18,888 yuan, Wenxin 10,000"."""
    last = before.meaning
    if last is None or last.measure not in _PRIZES or before.sentences or not LEAST_PRIZE <= value <= MOST_PRIZE:
        return None
    is_listed = is_owned(marked) and _is_bare(marked)
    return Meaning("carry.prize", measure=last.measure, currency="CNY") if is_listed else None


def is_owned(marked: Marked) -> bool:
    """Whether the figure in question stands right beside its owner: "Qwen 18,888 yuan", "18,888 yuan at Qwen"."""
    is_behind = _OWNER_BEFORE.search(marked.text[: marked.at]) is not None
    return is_behind or _OWNER_AFTER.match(marked.text[marked.at + 1 :]) is not None


def is_counted(marked: Marked, before: Before) -> bool:
    """Whether a word in the sentence says that the count in question is of people, orders or the like."""
    cue = _nearest_cue(marked, _unit_class(marked), before)
    return cue is not None and cue.measure is not None


def _nearest_cue(marked: Marked, unit: UnitClass, before: Before) -> Cue | None:
    after, ahead = _cue_after(marked, unit), _cue_before(marked, unit, before)
    if after is not None:
        is_apart = _APART.match(marked.text[marked.at + 1 :]) is not None
        own = _cue_before(marked, unit, before, _own_part(marked))
        is_own = own is not None and (is_apart or (after.measure in _GENERIC and _is_closer(own, after)))
        return own if is_own else after
    if ahead is not None and ahead.measure in _PEOPLE and not unit and not _is_bare(marked):
        return _OTHER
    return ahead


def _own_part(marked: Marked) -> int:
    """Where the part of the sentence begins that is about the figure in question, not about the one before it."""
    last = marked.text.rfind("J", 0, marked.at)
    joins = [match.start() for match in _JOIN.finditer(marked.text[last + 1 : marked.at])]
    return last + 1 + joins[-1] if last >= 0 and joins else 0


_OTHER = next(cue for cue in CUES if cue.measure is None)


def _is_closer(ahead: Cue, after: Cue) -> bool:
    """Whether the word before says more than the general noun after: "DAU reached 50 million users"."""
    if after.measure == "users":
        return "person" in ahead.units and ahead.measure != "users"
    return "times" in ahead.units and ahead.measure not in _GENERIC


def _by_unit(unit: UnitClass, before: Before) -> Meaning | None:
    last = before.meaning if before.sentences <= 1 else None
    if unit == "times" and last is not None and last.measure in _TIMES:
        return Meaning(f"carry.{last.measure}", measure=last.measure, unit=last.unit)
    if unit not in _OF_UNIT:
        return None
    measure, noun = _OF_UNIT[unit]
    return Meaning(f"reach.{measure}.unit", measure=measure, unit=noun)


def _carried(marked: Marked, value: float, before: Before) -> Meaning:
    """The measure of the figure before, where nothing else is said: "前一日是768万", "and Baidu with 500 million"."""
    unnamed = Meaning("not.named", reject="nothing says what is counted")
    last = before.meaning
    if last is None or last.measure is None or last.measure in _NOT_CARRIED or not _is_bare(marked):
        return _by_lead(marked, before) or _by_tracker(marked, value) or unnamed
    if last.is_spend:
        is_near = value >= LEAST_CARRIED and (before.sentences == 0 or _is_listed(marked, before))
        return Meaning("carry.money", measure="budget", currency="CNY") if is_near else unnamed
    measure = "dau" if last.measure == "mau" and _DAY.search(marked.text[: marked.at]) else last.measure
    return Meaning(f"carry.{measure}", measure=measure, unit=last.unit)


def _by_lead(marked: Marked, before: Before) -> Meaning | None:
    """In a list, what its heading counts: "Daily users, best day. Doubao, 158 million. Qwen, 104 million."."""
    if _OWNER_BEFORE.search(marked.text[: marked.at]) is None or not _is_bare(marked):
        return None
    cues = [_cue_of(match) for match in _CUE_PATTERNS.finditer(before.lead)]
    if cues and cues[-1].measure is not None and cues[-1].measure != "users":
        return Meaning(f"carry.{cues[-1].measure}", measure=cues[-1].measure, unit=cues[-1].unit)
    return None


def _by_tracker(marked: Marked, value: float) -> Meaning | None:
    """A tracker of app use that gives a bare figure for a day gives daily users: "QuestMobile had the app at …"."""
    is_daily = "S" in marked.text and _DAY.search(marked.text) and _is_bare(marked) and not _STORE.search(marked.text)
    return (
        Meaning("carry.tracker", measure="dau", unit="users") if is_daily and _LEAST_DAU <= value <= _MOST_DAU else None
    )


def _is_listed(marked: Marked, before: Before) -> bool:
    """Whether the figure stands right behind its owner, in a list begun a sentence or two before."""
    return before.sentences <= _LIST_REACH and _OWNER_BEFORE.search(marked.text[: marked.at]) is not None


def _is_bare(marked: Marked) -> bool:
    """Whether no noun follows the figure that would say what it counts."""
    after = marked.text[marked.at + 1 : marked.at + 24]
    return _NO_NOUN.match(after) is not None or _NOUN.match(after) is None


def _unit_class(marked: Marked) -> UnitClass:
    rest = marked.text[marked.at + 1 : marked.at + 12]
    return next((unit for unit, pattern in _UNIT_PATTERNS if pattern.match(rest)), "")


def _cue_after(marked: Marked, unit: UnitClass) -> Cue | None:
    window = marked.text[marked.at + 1 : marked.at + 1 + _AFTER_WINDOW]
    end = _WINDOW_ENDS.search(window)
    match = _CUE_PATTERNS.search(window[: end.start()] if end else window)
    if match is None:
        return None
    cue = _cue_of(match)
    return cue if unit in cue.units or unit in ("person", "") else None


def _cue_before(marked: Marked, unit: UnitClass, before: Before, since: int = 0) -> Cue | None:
    """The nearest word before the figure that names what it counts; one that an earlier sum of money took is spent.

    Words before `since` do not count.
    """
    text = marked.text[: marked.at]
    is_spent = before.sentences == 0 and before.meaning is not None and before.meaning.is_spend and not unit
    first = max(since, text.rfind("K") + 1 if is_spent else 0)
    found = [_cue_of(match) for match in _CUE_PATTERNS.finditer(text, first) if not _is_agent(text, match.start())]
    fitting = [cue for cue in found if unit in cue.units and (cue.measure is not None or unit == "item")]
    return fitting[-1] if fitting else None


def _is_agent(text: str, start: int) -> bool:
    """Whether the word there only says by whom: "the orders made by users numbered over N"."""
    return text[max(0, start - 4) : start].endswith("by ")


def _cue_later(marked: Marked) -> Cue | None:
    """A word for active users that closes a list: "Doubao (93 million) and Qwen (80 million) …, by daily active users"."""
    if not _is_bare(marked):
        return None
    found = [_cue_of(match) for match in _CUE_PATTERNS.finditer(marked.text[marked.at + 1 :])]
    return next((cue for cue in found if cue.measure in _ACTIVE), None)


def _cue_of(match: "re2._Match[str]") -> Cue:
    return CUES[int(match.lastgroup[1:])]
