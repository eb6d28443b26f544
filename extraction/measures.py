"""Decides what a figure measures, from the marked sentence it stands in: a measure, or the reason why it is none."""

import re2

from extraction.amount import Amount
from extraction.beside import is_owned
from extraction.counts import count_of, is_counted
from extraction.distractors import DISTRACTORS
from extraction.growth import growth_of
from extraction.inherited import LEAST_CARRIED, LEAST_PRIZE, MOST_PRIZE
from extraction.marking import Marked
from extraction.meanings import NOTHING_BEFORE, Before, Meaning, is_campaign
from extraction.rules import FigureRule, RuleBook
from extraction.spend_rules import SPEND

# A thousand trillion is no campaign's figure.
MOST = 1e15
# Ten times what all apps together gave in a season: capital spending, a market, a market's value.
MOST_SPENT, MOST_SPENT_FOREIGN = 100e9, 20e9
# Money that only the sentences before, or only the article as a whole, make a campaign's must be of a campaign's size.
LEAST_LED = 50_000_000
LEAST_UNMARKED, MOST_UNMARKED = 100_000_000, 10_000_000_000
_DISTRACTORS = RuleBook(DISTRACTORS)
_SPEND = RuleBook(SPEND)
_SPENDING = re2.compile(r"\bspend|\bspent\b|budget|outlay|投入|预算|花费|开销|金额|资金")
_PRIZES = re2.compile(
    r"(?:top|largest|biggest|highest|maximum) (?:packet|prize|envelope|award)|最高(?:奖|红包|可得)|最大(?:奖|红包|单包)|单个最高"
)


def in_campaign_article(meaning: Meaning, amount: Amount) -> Meaning:
    """Money of a campaign's size that nothing marks, beside its owner in an article about campaigns, is a budget."""
    is_unmarked = (
        meaning.rule == "not.campaign" and amount.currency == "CNY" and LEAST_UNMARKED <= amount.value <= MOST_UNMARKED
    )
    return Meaning("carry.article", measure="budget") if is_unmarked else meaning


def measure_of(marked: Marked, amount: Amount, before: Before = NOTHING_BEFORE) -> Meaning:
    """What `amount`, the figure in question of `marked`, measures."""
    value = float(amount.value)
    rejected = _rejected(marked, amount)
    if rejected is not None:
        return rejected
    if amount.kind in ("percent", "multiple"):
        return growth_of(marked, before)
    spend = _SPEND.first(marked, value)
    if amount.kind == "money":
        if spend is not None and spend.id == "spend.budget.named" and _is_of_ads(before):
            return Meaning("carry.ads", measure="ad_spend")
        return _from_rule(spend) if spend else _headed_money(marked, value, before) or _carried_money(value, before)
    if spend is not None and (spend.currency or spend.unit) and not (spend.gives_way and is_counted(marked, before)):
        return _from_rule(spend)
    return count_of(marked, value, before)


def _rejected(marked: Marked, amount: Amount) -> Meaning | None:
    """Why a figure is none of a campaign's, from its size or from the words around it."""
    value = float(amount.value)
    distractor = _DISTRACTORS.first(marked, value)
    if distractor is not None:
        return Meaning(distractor.id, reject=distractor.reject)
    if amount.kind == "money" and value > (MOST_SPENT if amount.currency == "CNY" else MOST_SPENT_FOREIGN):
        return Meaning("not.company", reject="too large for a campaign")
    return Meaning("not.absurd", reject="larger than anything a campaign could be") if value > MOST else None


def _is_of_ads(before: Before) -> bool:
    """Whether the figure before in the sentence is of advertising: a list of such sums goes on."""
    return before.sentences == 0 and before.meaning is not None and before.meaning.measure == "ad_spend"


def _from_rule(rule: FigureRule) -> Meaning:
    return Meaning(rule.id, measure=rule.measure, unit=rule.unit, currency=rule.currency)


def _headed_money(marked: Marked, value: float, before: Before) -> Meaning | None:
    """What the heading of a list or table says of a sum right beside its owner: "Spend so far. Tencent, 2 billion yuan."."""
    if not is_owned(marked):
        return None
    if LEAST_PRIZE <= value <= MOST_PRIZE and _PRIZES.search(before.lead):
        return Meaning("carry.heading", measure="prize_max")
    if value >= LEAST_CARRIED and _SPENDING.search(before.lead):
        return Meaning("carry.heading", measure="budget")
    return None


def _carried_money(value: float, before: Before) -> Meaning:
    last = before.meaning
    if last is not None and last.measure == "budget" and before.sentences <= 1 and value >= LEAST_CARRIED:
        return Meaning("carry.money", measure="budget", currency=last.currency)
    if last is not None and last.measure == "prize" and before.sentences == 0 and LEAST_PRIZE <= value <= MOST_PRIZE:
        return Meaning("carry.prize", measure="prize", currency="CNY")
    if value >= LEAST_LED and is_campaign(before.lead):
        return Meaning("carry.lead", measure="budget")
    return Meaning("not.campaign", reject="no campaign word near it")
