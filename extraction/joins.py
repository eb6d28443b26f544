"""Joins figures that are one: the ends of a range, 1亿3000万, an amount with its bracketed conversion."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extraction import numerals
from extraction.amount import Amount
from extraction.windows import compile_window

_CHANGE = compile_window(r"\b(?:from|by|up) $")
_RANGE = compile_window(r"^\s?(?:-|~|至|to)\s?$")
# The same sum in another currency, set off by a comma: "1.5 billion renminbi, about HK$1.67 billion", "45億元，約折6.5億美元".
_APPOSED = compile_window(
    r"^\s?(?:[,，/]|—+|–| - )\s?(?:or|about|around|roughly|approximately|some|~|equal to|equivalent to|worth|约?折合?|约合?|合|即|相当于)\s?"
    r"(?:about|around|roughly|约)?\s?$"
)
# "a 25 yuan voucher (~US$3.60)": the noun stands between the sum and its conversion, and stays in the sentence.
_GLOSSED = compile_window(r"^(?: [a-z]+){1,3} ?\(\s?(?:about|around|roughly|approximately|~)?\s?$")
_LISTED = compile_window(r"^\s?(?:、|及|和|与|以及| and |, and )\s?(?:逾|超过?|近|约|over |about )?$")
# Figures further apart than this are never one.
_FARTHEST = 40
_LEAST_LISTED = 1_000_000
_OPEN = compile_window(
    r"^\s?\((?:人民币|下同|以下同|[，,、\s]){0,5}\s?(?:about|around|roughly|approximately|approx\.?|or|equal to|some|~|约合?|折合|合)?\s?"
)


def join_amounts(folded: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
    """The figures of a folded text, in order, with those that belong together as one."""
    ranged = _join(amounts, lambda first, second: _compound(first, second) or _range(folded, first, second))
    return _join(_share_currency(folded, ranged), lambda first, second: _converted(folded, first, second))


def _join(amounts: Iterable[Amount], join: Callable[[Amount, Amount], Amount | None]) -> Iterator[Amount]:
    """The figures, each pair of neighbours that `join` makes one replaced by what it gives."""
    held: Amount | None = None
    for one in amounts:
        joined = join(held, one) if held is not None else None
        if held is not None and joined is None:
            yield held
        held = joined or one
    if held is not None:
        yield held


def _compound(first: Amount, second: Amount) -> Amount | None:
    """1亿3000万 is one number."""
    if first.end != second.start or not first.value >= 10**8 > second.value >= 10**4:
        return None
    return replace(second, start=first.start, value=first.value + second.value, bound=first.bound)


def _range(folded: str, first: Amount, second: Amount) -> Amount | None:
    if not _is_range(folded, first, second):
        return None
    low = first.value if first.value >= 1000 else first.value * _scale(folded[second.start : second.end])
    currency = second.currency or first.currency
    return replace(
        second,
        start=first.start,
        value=min(low, second.value),
        value_max=second.value,
        currency=currency,
        kind="money" if currency else second.kind,
        bound="range",
    )


def _converted(folded: str, first: Amount, second: Amount) -> Amount | None:
    """An amount of money with its conversion, in brackets or after a comma."""
    if first.kind != "money" or second.start - first.reach_end > _FARTHEST:
        return None
    if _is_foreign(first, second) and _GLOSSED.match(folded[first.reach_end : second.start]):
        return replace(first, converted=second)
    if not _is_bracketed(folded, first, second) and not _is_apposed(folded, first, second):
        return None
    close = folded.find(")", second.end, second.end + 12)
    return replace(first, reach_end=close + 1 if close >= 0 else second.end, converted=second)


def _is_range(folded: str, first: Amount, second: Amount) -> bool:
    """Whether two figures are the ends of one range: "15-20亿", "between 2.2 and 2.6 billion"; not "from … to …"."""
    kinds = {first.kind, second.kind}
    if (
        second.start - first.end > _FARTHEST
        or first.value_max is not None
        or (len(kinds) > 1 and kinds != {"money", "count"})
    ):
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
        between = folded[one.reach_end : min(other.start, one.reach_end + _FARTHEST)]
        is_listed = _LISTED.match(between) is not None
        if is_listed and {one.kind, other.kind} == {"money", "count"} and min(one.value, other.value) >= _LEAST_LISTED:
            currency = one.currency or other.currency
            found[first] = replace(one, kind="money", currency=currency)
            found[second] = replace(other, kind="money", currency=currency)
    yield from found


def _is_foreign(amount: Amount, other: Amount) -> bool:
    return other.kind == "money" and other.currency != amount.currency


def _is_apposed(folded: str, amount: Amount, other: Amount) -> bool:
    return _is_foreign(amount, other) and _APPOSED.match(folded[amount.reach_end : other.start]) is not None


def _is_bracketed(folded: str, amount: Amount, inner: Amount) -> bool:
    between = folded[amount.reach_end : inner.start]
    return (
        inner.kind in ("money", "count")
        and amount.converted is None
        and len(between) < 20
        and _OPEN.sub("", between) == ""
        and "(" in between
    )
