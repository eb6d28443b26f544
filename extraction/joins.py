"""Joins figures that are one: the ends of a range, 1亿3000万, an amount with its bracketed conversion."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

import re2

from extraction import numerals
from extraction.amount import Amount

_RANGE = re2.compile(r"^\s?(?:-|~|至|to)\s?$")
# The same sum in another currency, set off by a comma: "1.5 billion renminbi, about HK$1.67 billion", "45億元，約折6.5億美元".
_APPOSED = re2.compile(
    r"^\s?[,，]\s?(?:or|about|around|roughly|approximately|some|equal to|equivalent to|worth|约?折合?|约合?|合|即|相当于)\s?"
    r"(?:about|around|roughly|约)?\s?$"
)
_OPEN = re2.compile(r"^\s?\(\s?(?:about|around|roughly|approximately|approx\.?|or|equal to|some|~|约合?|折合|合)?\s?")


def join_amounts(folded: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
    """The figures of a folded text, in order, with those that belong together as one."""
    return _join_conversions(folded, _join_ranges(folded, amounts))


def _join_ranges(folded: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
    held: Amount | None = None
    for one in amounts:
        if held is not None and held.end == one.start and held.value >= 10**8 > one.value >= 10**4:
            held = replace(
                held, end=one.end, reach_end=one.end, value=held.value + one.value, currency=one.currency, kind=one.kind
            )
            continue
        if held is not None and _is_range(folded, held, one):
            low = held.value if held.value >= 1000 else held.value * _scale(folded[one.start : one.end])
            held = replace(
                one, start=held.start, value=min(low, one.value), value_max=one.value,
                currency=one.currency or held.currency, kind="money" if one.currency or held.currency else one.kind, bound="range",
            )  # fmt: skip
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _is_range(folded: str, first: Amount, second: Amount) -> bool:
    between = folded[first.end : second.start]
    return (
        first.value_max is None
        and _RANGE.match(between) is not None
        and "from" not in folded[max(0, first.start - 6) : first.start]
    )


def _scale(written: str) -> Decimal:
    """The scale that "15-20亿" or "20 to 30 million" states once for both ends."""
    scales = numerals.CHINESE_SCALES | {
        word: numerals.ENGLISH_SCALES[word] for word in ("thousand", "million", "billion", "bn")
    }
    return max((scale for word, scale in scales.items() if word in written), default=Decimal(1))


def _join_conversions(folded: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
    held: Amount | None = None
    for one in amounts:
        if (
            held is not None
            and held.kind == "money"
            and (_is_bracketed(folded, held, one) or _is_apposed(folded, held, one))
        ):
            close = folded.find(")", one.end, one.end + 12)
            held = replace(held, reach_end=close + 1 if close >= 0 else one.end, converted=one)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _is_apposed(folded: str, amount: Amount, other: Amount) -> bool:
    is_other_money = other.kind == "money" and other.currency != amount.currency
    return is_other_money and _APPOSED.match(folded[amount.reach_end : other.start]) is not None


def _is_bracketed(folded: str, amount: Amount, inner: Amount) -> bool:
    between = folded[amount.reach_end : inner.start]
    return (
        inner.kind in ("money", "count")
        and amount.converted is None
        and len(between) < 20
        and _OPEN.sub("", between) == ""
        and "(" in between
    )
