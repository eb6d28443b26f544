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
_CUE_PATTERNS = re2.compile("|".join(f"(?P<c{number}>{_words})" for number, _words in enumerate(
    "|".join(rf"\b(?:{part})\b" if part[0].isascii() and part[0].isalpha() else part for part in cue.words.split("|")) for cue in CUES
)))  # fmt: skip
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


def measure_of(marked: Marked, amount: Amount, before: Meaning | None, lead: str = "") -> Meaning:
    """What `amount`, the figure in question of `marked`, measures; `before` is the meaning of the figure before it.

    `lead` is the folded text of the two sentences before: it may say that money is a campaign's.
    """
    value = float(amount.value)
    if amount.kind in ("percent", "multiple"):
        return _ratio(marked, value)
    distractor = _DISTRACTORS.first(marked, value)
    if distractor is not None:
        return Meaning(distractor.id, reject=distractor.reject)
    spend = _SPEND.first(marked, value)
    if amount.kind == "money":
        return _from_rule(spend) if spend else _carried_money(value, before, lead)
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


def _carried_money(value: float, before: Meaning | None, lead: str) -> Meaning:
    if before is not None and before.measure == "budget" and value >= LEAST_CARRIED:
        return Meaning("carry.money", measure="budget", currency=before.currency)
    if value >= LEAST_LED and _LED.search(lead):
        return Meaning("carry.lead", measure="budget")
    return Meaning("not.campaign", reject="no campaign word near it")


def _count(marked: Marked, value: float, before: Meaning | None) -> Meaning:
    unit = _unit_class(marked)
    if value < LEAST_REACH:
        return Meaning("not.small", reject="too small for a campaign figure")
    after = _cue_after(marked, unit)
    ahead = _cue_before(marked, unit)
    cue = after
    if cue is None or (cue.measure in _GENERIC and ahead is not None and _is_closer(ahead, cue)):
        cue = ahead or after
    if cue is not None:
        if cue.measure is None:
            return Meaning("not.counted", reject=cue.reject)
        measure, noun = cue.measure, cue.unit
        if measure == "interactions" and _PERSON_TIMES.match(marked.text[marked.at + 1 :]):
            measure, noun = "participants", "participations"
        return Meaning(f"reach.{measure}", measure=measure, unit=noun)
    if unit in _UNIT_MEASURE:
        measure, noun = _UNIT_MEASURE[unit]
        return Meaning(f"reach.{measure}.unit", measure=measure, unit=noun)
    return _carried(marked, value, before)


def _is_closer(ahead: Cue, after: Cue) -> bool:
    """Whether the word before says more than the general noun after: "DAU reached 50 million users" counts daily users."""
    if after.measure == "users":
        return "person" in ahead.units and ahead.measure != "users"
    return "times" in ahead.units and ahead.measure not in _GENERIC


def _carried(marked: Marked, value: float, before: Meaning | None) -> Meaning:
    if before is None or before.measure is None or before.measure in ("growth_pct", "prize", "prize_max", "coupon"):
        return Meaning("not.named", reject="nothing says what is counted")
    if before.is_spend and value < LEAST_CARRIED:
        return Meaning("not.named", reject="nothing says what is counted")
    currency = "CNY" if before.is_spend else None
    return Meaning(f"carry.{before.measure}", measure=before.measure, unit=before.unit, currency=currency)


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


def _cue_before(marked: Marked, unit: UnitClass) -> Cue | None:
    found = [_cue_of(match) for match in _CUE_PATTERNS.finditer(marked.text[: marked.at])]
    fitting = [cue for cue in found if unit in cue.units and cue.measure is not None]
    return fitting[-1] if fitting else None


def _cue_of(match: "re2._Match[str]") -> Cue:
    name = next(name for name, text in match.groupdict().items() if text is not None)
    return CUES[int(name[1:])]
