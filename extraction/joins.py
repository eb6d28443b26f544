"""Joins figures that are one: the ends of a range, 1亿3000万, an amount with its bracketed conversion."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import re2

from extraction import numerals
from extraction.amount import Amount

_CHANGE = re2.compile(r"\b(?:from|by|up) $")
_RANGE = re2.compile(r"^\s?(?:-|~|至|to)\s?$")
# The same sum in another currency, set off by a comma: "1.5 billion renminbi, about HK$1.67 billion", "45億元，約折6.5億美元".
_APPOSED = re2.compile(
    r"^\s?[,，]\s?(?:or|about|around|roughly|approximately|some|equal to|equivalent to|worth|约?折合?|约合?|合|即|相当于)\s?"
    r"(?:about|around|roughly|约)?\s?$"
)
_LISTED = re2.compile(r"^\s?(?:、|及|和|与|以及| and |, and )\s?(?:逾|超过?|近|约|over |about )?$")
_LEAST_LISTED = 1_000_000
_OPEN = re2.compile(r"^\s?\(\s?(?:about|around|roughly|approximately|approx\.?|or|equal to|some|~|约合?|折合|合)?\s?")


def join_amounts(folded: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
    """The figures of a folded text, in order, with those that belong together as one."""
    return _join_conversions(folded, _share_currency(folded, _join_ranges(folded, amounts)))


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
    """Whether two figures are the ends of one range: "15-20亿", "between 2.2 and 2.6 billion"; not "from … to …"."""
    kinds = {first.kind, second.kind}
    if first.value_max is not None or (len(kinds) > 1 and kinds != {"money", "count"}):
        return False
    between, before = folded[first.end : second.start], folded[max(0, first.start - 10) : first.start]
    is_span = _RANGE.match(between) is not None and not _CHANGE.search(before)
    return is_span or (between == " and " and before.endswith("between "))


def _scale(written: str) -> Decimal:
    """The scale that "15-20亿" or "20 to 30 million" states once for both ends."""
    scales = numerals.CHINESE_SCALES | {
        word: numerals.ENGLISH_SCALES[word] for word in ("thousand", "million", "billion", "bn")
    }
    return max((scale for word, scale in scales.items() if word in written), default=Decimal(1))


def _share_currency(folded: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
    """A list states its currency once, at its first or last figure: "人民幣5億、10億及30億元"."""
    found = list(amounts)
    neighbours = list(pairwise(range(len(found))))
    for first, second in [*neighbours, *reversed(neighbours)]:
        one, other = found[first], found[second]
        is_listed = _LISTED.match(folded[one.reach_end : other.start]) is not None
        if is_listed and {one.kind, other.kind} == {"money", "count"} and min(one.value, other.value) >= _LEAST_LISTED:
            currency = one.currency or other.currency
            found[first] = replace(one, kind="money", currency=currency)
            found[second] = replace(other, kind="money", currency=currency)
    yield from found


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
