"""Reads the words beside a figure: the noun after it, the word before it that names what is counted, its classifier."""

import re2

from extraction.marking import Marked
from extraction.meanings import Before
from extraction.reach_cues import CUES, UNITS
from extraction.rules import Cue, UnitClass
from extraction.windows import compile_window

_ACTIVE = frozenset({"dau", "mau", "wau"})
_PEOPLE = frozenset({"users", "participants", "viewers"})
_GENERIC = frozenset({"users", "participants", "interactions"})
_OWNER_WINDOW = 40
_OWNER_BEFORE = compile_window(
    r"[ACG][ ,，:：(（|]{0,3}(?:with |at |is |的|为|是)?(?:about |over |some |nearly |约|近|超过?)?$"
)
_OWNER_AFTER = compile_window(r"^ (?:at|for|from) [AC]\b")
_AFTER_WINDOW = 44
_OF_APP_AFTER = compile_window(
    r"^[^,，。.;；]{0,24}(?:users?\b|用户|customers|consumers|\bus(?:ed|ing|e)\b|opened|用|A)"
)
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
_OTHER = next(cue for cue in CUES if cue.measure is None)
_UNIT_PATTERNS = tuple((unit, compile_window(pattern)) for unit, pattern in UNITS)


def unit_of(marked: Marked) -> UnitClass:
    """The class of unit that the classifier right after the figure stands for."""
    rest = marked.text[marked.at + 1 : marked.at + 12]
    return next((unit for unit, pattern in _UNIT_PATTERNS if pattern.match(rest)), "")


def is_bare(marked: Marked) -> bool:
    """Whether no noun follows the figure that would say what it counts."""
    after = marked.text[marked.at + 1 : marked.at + 24]
    return _NO_NOUN.match(after) is not None or _NOUN.match(after) is None


def is_owned(marked: Marked) -> bool:
    """Whether the figure in question stands right beside its owner: "Qwen 18,888 yuan", "18,888 yuan at Qwen"."""
    return is_behind_owner(marked) or _OWNER_AFTER.match(marked.text[marked.at + 1 :]) is not None


def is_behind_owner(marked: Marked) -> bool:
    """Whether the figure in question stands right behind its owner: "Qwen 18,888 yuan"."""
    return _OWNER_BEFORE.search(marked.text[max(0, marked.at - _OWNER_WINDOW) : marked.at]) is not None


def nearest_cue(marked: Marked, unit: UnitClass, before: Before) -> Cue | None:
    """The word beside the figure that says what it counts, or that it counts nothing of a campaign's."""
    after, ahead = _cue_after(marked, unit), _cue_before(marked, unit, before)
    if after is not None:
        if after.measure == "users" and (audience := _audience_before(marked)) is not None:
            return audience
        is_apart = _APART.match(marked.text[marked.at + 1 :]) is not None
        own = _cue_before(marked, unit, before, _own_part(marked))
        is_own = own is not None and (is_apart or (after.measure in _GENERIC and _is_closer(own, after)))
        return own if is_own else after
    if ahead is not None and ahead.measure in _PEOPLE and not unit and not is_bare(marked):
        return _OTHER
    return ahead


def _audience_before(marked: Marked) -> Cue | None:
    """What people are who are counted again where an audience was: "3.25亿人同时看春晚，最高过了4亿人"; no app's users."""
    told = marked.text[marked.text.rfind("A", 0, marked.at) + 1 : marked.at]
    if "J" not in told or _OF_APP_AFTER.match(marked.text[marked.at + 1 :]):
        return None
    found = [_cue_of(match) for match in _CUE_PATTERNS.finditer(told)]
    return found[-1] if found and found[-1].measure == "viewers" else None


def later_cue(marked: Marked) -> Cue | None:
    """A word for active users that closes a list: "Doubao (93 million) and Qwen (80 million) …, by daily active users"."""
    if not is_bare(marked):
        return None
    found = [_cue_of(match) for match in _CUE_PATTERNS.finditer(marked.text[marked.at + 1 :])]
    return next((cue for cue in found if cue.measure in _ACTIVE), None)


def last_cue(text: str) -> Cue | None:
    """The last word of a folded text that names what is counted."""
    found = [_cue_of(match) for match in _CUE_PATTERNS.finditer(text)]
    return found[-1] if found else None


def _own_part(marked: Marked) -> int:
    """Where the part of the sentence begins that is about the figure in question, not about the one before it."""
    last = marked.text.rfind("J", 0, marked.at)
    joins = [match.start() for match in _JOIN.finditer(marked.text[last + 1 : marked.at])]
    return last + 1 + joins[-1] if last >= 0 and joins else 0


def _is_closer(ahead: Cue, after: Cue) -> bool:
    """Whether the word before says more than the general noun after: "DAU reached 50 million users"."""
    if after.measure == "users":
        return "person" in ahead.units and ahead.measure != "users"
    return "times" in ahead.units and ahead.measure not in _GENERIC


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
    found = [_cue_of(match) for match in _CUE_PATTERNS.finditer(text, first) if not _is_agent(text, match)]
    fitting = [cue for cue in found if unit in cue.units and (cue.measure is not None or unit == "item")]
    return fitting[-1] if fitting else None


def _is_agent(text: str, match: "re2._Match[str]") -> bool:
    """Whether a word only says by whom: "the orders made by users numbered over N"; not "by monthly active users"."""
    is_by = text[max(0, match.start() - 4) : match.start()].endswith("by ")
    return is_by and _cue_of(match).measure not in _ACTIVE


def _cue_of(match: "re2._Match[str]") -> Cue:
    return CUES[int(match.lastgroup[1:])]
