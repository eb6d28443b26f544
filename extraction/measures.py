"""Decides what a figure measures, from the marked sentence it stands in: a measure, or the reason why it is none."""

from dataclasses import dataclass

import re2

from extraction.amounts import Amount
from extraction.distractors import DISTRACTORS
from extraction.marking import Marked
from extraction.reach_cues import CUES, UNITS
from extraction.rules import Cue, FigureRule, RuleBook, UnitClass
from extraction.spend_rules import SPEND

SPEND_MEASURES = frozenset({"budget", "payout", "prize_max", "prize", "coupon", "sponsorship", "ad_spend"})
# Below this a count is one shop's or one person's, not a campaign's.
LEAST_REACH = 10_000
LEAST_CARRIED = 1_000_000
LEAST_LED = 50_000_000
_NOT_CARRIED = frozenset({"growth_pct", "prize", "prize_max", "coupon", "sponsorship", "payout"})
_TIMES_MEASURES = frozenset({"messages", "interactions", "participants", "shares"})
_PEOPLE = frozenset({"users", "participants", "viewers"})
_DAY = re2.compile(r"D|当天|当日|that day")
_NOUN_AFTER = re2.compile(
    r"^ (?:[a-z][a-z'-]+ )*?(?:[a-z'-]{3,})|^ ?(?:多|余)?[个条张份台件项款部家只套篇幅座]"
)
_NO_NOUN = ("a ", "after", "again", "ahead", "already", "and ", "as ", "at ", "before", "behind", "but ", "by ", "compared", "during", "each", "for ", "from", "had", "has", "in ", "is ", "last", "later", "more", "of ", "on ", "or ", "over", "per ", "respectively", "since", "so ", "that", "the ", "then", "this", "to ", "up ", "was", "were", "when", "who", "which", "while", "with", "within", "yesterday", "today", "too", "now", "strong", "worldwide", "nationwide", "respective", "a.")
_GENERIC = frozenset({"users", "participants", "interactions"})
_AFTER_WINDOW = 44


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure is: `measure`, or `reject` with the reason; `rule` names the rule that decided."""

    rule: str
    measure: str | None = None
    reject: str | None = None
    unit: str | None = None
    currency: str | None = None

    @property
    def is_spend(self) -> bool:
        """Whether the measure is money or prizes that a campaign gives."""
        return self.measure in SPEND_MEASURES


_DISTRACTORS = RuleBook(DISTRACTORS)
_SPEND = RuleBook(SPEND)
def _alternatives(cue: Cue) -> str:
    english = [rf"\b(?:{cue.english})\b"] if cue.english else []
    return "|".join([*english, *([cue.chinese] if cue.chinese else [])])


_CUE_PATTERNS = re2.compile("|".join(f"(?P<c{number}>{_alternatives(cue)})" for number, cue in enumerate(CUES)))
_UNIT_PATTERNS = tuple((unit, re2.compile(pattern)) for unit, pattern in UNITS)
_WINDOW_ENDS = re2.compile(r"[MNPXKJQY。;；!?！？,，:：()（]|\bthat\b|\bwho\b|\bwhen\b|\bin\b|\bby\b|\bwithin\b|\bfor\b|\bthrough\b|\bon\b")
_PERSON_TIMES = re2.compile(r"\s?(?:多|余)?\s?人次")
_LED = re2.compile(r"subsid|red (?:envelope|packet)|giveaway|incentive|campaign|hongbao|红包|补贴|免单|撒钱|弹药")
_GROWTH = re2.compile(
    r"increase|growth|grew|grow|rose|risen|up\b|surge|jump|climb|more than doubled|fold|增长|增|涨|提升|多了|同比|环比|翻|x\b|higher|after"
)
_SHARE = re2.compile(r"占|份额|share of|percent of|of (?:all )?(?:users|orders)|留存|retention|概率")
_UNIT_MEASURE: dict[UnitClass, tuple[str, str]] = {
    "order": ("orders", "orders"),
    "times": ("interactions", "interactions"),
    "person": ("users", "users"),
}


@dataclass(frozen=True, slots=True)
class Before:
    """What the text said earlier: the last figure's meaning, how many sentences ago, and the two sentences before."""

    meaning: Meaning | None = None
    sentences: int = 0
    lead: str = ""


NOTHING_BEFORE = Before()


def measure_of(marked: Marked, amount: Amount, before: Before = NOTHING_BEFORE) -> Meaning:
    """What `amount`, the figure in question of `marked`, measures."""
    value = float(amount.value)
    if amount.kind in ("percent", "multiple"):
        return _ratio(marked, value)
    distractor = _DISTRACTORS.first(marked, value)
    if distractor is not None:
        return Meaning(distractor.id, reject=distractor.reject)
    spend = _SPEND.first(marked, value)
    if amount.kind == "money":
        return _from_rule(spend) if spend else _carried_money(value, before)
    if spend is not None and (spend.currency or spend.unit):
        return _from_rule(spend)
    return _count(marked, value, before)


def _from_rule(rule: FigureRule) -> Meaning:
    return Meaning(rule.id, measure=rule.measure, unit=rule.unit, currency=rule.currency)


def _ratio(marked: Marked, value: float) -> Meaning:
    distractor = _DISTRACTORS.first(marked, value)
    if distractor is not None:
        return Meaning(distractor.id, reject=distractor.reject)
    around = marked.text[max(0, marked.at - 40) : marked.at + 20]
    if _GROWTH.search(around) and not _SHARE.search(around):
        return Meaning("reach.growth", measure="growth_pct", unit="x" if "X" in around else "%")
    return Meaning("not.share", reject="share or multiple")


def _carried_money(value: float, before: Before) -> Meaning:
    if before.meaning is not None and before.meaning.measure == "budget" and before.sentences <= 1 and value >= LEAST_CARRIED:
        return Meaning("carry.money", measure="budget", currency=before.meaning.currency)
    if value >= LEAST_LED and _LED.search(before.lead):
        return Meaning("carry.lead", measure="budget")
    return Meaning("not.campaign", reject="no campaign word near it")


def _count(marked: Marked, value: float, before: Before) -> Meaning:
    unit = _unit_class(marked)
    if value < LEAST_REACH:
        return Meaning("not.small", reject="too small for a campaign figure")
    after = _cue_after(marked, unit)
    ahead = _cue_before(marked, unit, before)
    cue = after
    if cue is None or (cue.measure in _GENERIC and ahead is not None and _is_closer(ahead, cue)):
        cue = ahead or after
    if cue is not None and cue is not after and cue.measure in _PEOPLE and not _is_bare(marked) and not unit:
        return Meaning("not.counted", reject="other count")
    if cue is not None:
        if cue.measure is None:
            return Meaning("not.counted", reject=cue.reject)
        measure, noun = cue.measure, cue.unit
        if measure == "interactions" and _PERSON_TIMES.match(marked.text[marked.at + 1 :]):
            measure, noun = "participants", "participations"
        return Meaning(f"reach.{measure}", measure=measure, unit=noun)
    if unit == "times" and before.meaning is not None and before.meaning.measure in _TIMES_MEASURES:
        return Meaning(f"carry.{before.meaning.measure}", measure=before.meaning.measure, unit=before.meaning.unit)
    if unit in _UNIT_MEASURE:
        measure, noun = _UNIT_MEASURE[unit]
        return Meaning(f"reach.{measure}.unit", measure=measure, unit=noun)
    return _carried(marked, value, before)


def _is_closer(ahead: Cue, after: Cue) -> bool:
    """Whether the word before says more than the general noun after: "DAU reached 50 million users" counts daily users."""
    if after.measure == "users":
        return "person" in ahead.units and ahead.measure != "users"
    return "times" in ahead.units and ahead.measure not in _GENERIC


def _carried(marked: Marked, value: float, context: Before) -> Meaning:
    """The measure of the figure before, where nothing else is said: "前一日是768万", "and Baidu with 500 million"."""
    before = context.meaning
    if before is None or before.measure is None or before.measure in _NOT_CARRIED or not _is_bare(marked):
        return Meaning("not.named", reject="nothing says what is counted")
    if before.is_spend:
        is_near = context.sentences == 0 and value >= LEAST_CARRIED
        return Meaning("carry.money", measure="budget", currency="CNY") if is_near else Meaning("not.named", reject="nothing says what is counted")
    measure = "dau" if before.measure == "mau" and _DAY.search(marked.text[: marked.at]) else before.measure
    return Meaning(f"carry.{measure}", measure=measure, unit=before.unit)


def _is_bare(marked: Marked) -> bool:
    """Whether no noun follows the figure that would say what it counts."""
    after = marked.text[marked.at + 1 : marked.at + 24]
    return after.lstrip().startswith(_NO_NOUN) or _NOUN_AFTER.match(after) is None


def _unit_class(marked: Marked) -> UnitClass:
    rest = marked.text[marked.at + 1 : marked.at + 12]
    for unit, pattern in _UNIT_PATTERNS:
        if pattern.match(rest):
            return unit  # type: ignore[return-value]
    return ""


def _cue_after(marked: Marked, unit: UnitClass) -> Cue | None:
    window = marked.text[marked.at + 1 : marked.at + 1 + _AFTER_WINDOW]
    end = _WINDOW_ENDS.search(window)
    match = _CUE_PATTERNS.search(window[: end.start()] if end else window)
    if match is None:
        return None
    cue = _cue_of(match)
    return cue if unit in cue.units or unit in ("person", "") else None


def _cue_before(marked: Marked, unit: UnitClass, before: Before) -> Cue | None:
    """The nearest word before the figure that names what it counts; one that an earlier figure took is spent."""
    text = marked.text[: marked.at]
    is_spent = before.sentences == 0 and before.meaning is not None and before.meaning.is_spend and not unit
    found = [_cue_of(match) for match in _CUE_PATTERNS.finditer(text, text.rfind("K") + 1 if is_spent else 0)]
    fitting = [cue for cue in found if unit in cue.units and cue.measure is not None]
    return fitting[-1] if fitting else None


def _cue_of(match: "re2._Match[str]") -> Cue:
    name = next(name for name, text in match.groupdict().items() if text is not None)
    return CUES[int(name[1:])]
