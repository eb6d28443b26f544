"""Says which cases of the currency specs lie outside news about campaigns, by rules with a reason, never by number."""

import re

from benchmarks.spec_cases import Money, SpecCase

# What campaign budgets and prizes are stated in, and what reports convert them to.
CURRENCIES = frozenset({"CNY", "USD", "HKD", "EUR", "GBP", "JPY"})
_COINS = frozenset({"Cent", "Pence", "Penny", "Sen"})
_COIN_WORDS = re.compile(r"\bcents?\b|\bmao\b|\bpence\b|美分|銭|[角毛分]", re.IGNORECASE)
# "15 dollars 50", "one dollar and two": money, and then a number without a unit for the coins.
_SPOKEN = re.compile(r"\S+ (?:dollars?|usd)(?: and)? (?!million|billion)(?:\d+|[a-z]+(?:[ -][a-z]+)?)", re.IGNORECASE)
_LONGEST = 15


def outside(case: SpecCase) -> str | None:
    """Why a case is outside the domain; None where it is inside and has to be right."""
    reasons = (reason for one in case.wanted if (reason := _reason(one)) is not None)
    return next(reasons, None)


def _reason(money: Money) -> str | None:
    if money.value is None:
        return "a currency named without a figure: no amount"
    if money.currency in _COINS or _COIN_WORDS.search(money.text):
        return "coins: no campaign is counted in them"
    if money.currency not in CURRENCIES:
        return "a currency that campaigns are not stated in"
    if _SPOKEN.fullmatch(money.text):
        return "a price as spoken at a till, the coins without their unit"
    if sum(map(str.isdigit, money.text)) > _LONGEST:
        return "a run of digits that is a number of an order, not a sum"
    return None
