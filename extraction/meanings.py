"""What a figure can turn out to be, and what the text before it said: the words in which measures are decided."""

from dataclasses import dataclass

import re2

_LED = re2.compile(
    r"subsid|red (?:envelope|packet)|\benvelopes\b|promotion|giveaway|incentive|campaign|hongbao|spring festival|new year|红包|春节|补贴|免单|撒钱|弹药"
)
SPEND_MEASURES = frozenset({"budget", "payout", "prize_max", "prize", "coupon", "sponsorship", "ad_spend"})


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


@dataclass(frozen=True, slots=True)
class Before:
    """What the text said earlier: the last figure's meaning, how many sentences ago, and the two sentences before."""

    meaning: Meaning | None = None
    sentences: int = 0
    lead: str = ""


NOTHING_BEFORE = Before()


def is_campaign(lead: str) -> bool:
    """Whether folded text speaks of a campaign."""
    return _LED.search(lead) is not None
