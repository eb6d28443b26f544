"""Reads how many there are of a prize: "200 cards of 10,000 yuan each", "100张万元小马卡"."""

from collections.abc import Sequence

from extraction.amount import Amount
from extraction.windows import compile_window

# What stands between a number of prizes and what each is worth, in either order.
_NUMBER_FIRST = compile_window(
    r"^ ?[张个份名枚套] ?[^\d，,。;；]{0,10}$"
    r"|^ (?:[a-z-]+ ){0,4}(?:cards?|tickets?|prizes?|packets?|envelopes?|vouchers?|awards?|coupons?|lots?|of)(?: [a-z]+){0,3} $"
)
_WORTH_FIRST = compile_window(r"^(?:[^\d，,。;；]{0,8}[共有×x*]? ?|[a-z ]{0,24}, (?:some|about|just|only)? ?)$")
_PIECES = compile_window(r"^ ?[张个份名枚套]|^ (?:[a-z-]+ ){0,3}(?:cards?|tickets?|prizes?|packets?|of them|in all)\b")
_NEAR = 40
_MOST = 10_000_000


def pieces_of(folded: str, prize: Amount, figures: Sequence[Amount]) -> int | None:
    """How many of the `prize` there are, told beside it in its sentence; None where the text does not say."""
    for one in figures:
        if one.kind != "count" or not 1 < one.value <= _MOST or one.value != int(one.value):
            continue
        if 0 <= prize.start - one.reach_end <= _NEAR and _NUMBER_FIRST.match(folded[one.reach_end : prize.start]):
            return int(one.value)
        after = folded[one.reach_end : one.reach_end + _NEAR]
        if 0 <= one.start - prize.reach_end <= _NEAR and _WORTH_FIRST.match(folded[prize.reach_end : one.start]):
            return int(one.value) if _PIECES.match(after) else None
    return None
