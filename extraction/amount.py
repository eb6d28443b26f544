"""One figure as a text states it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extraction.records import Bound

AmountKind = Literal["money", "count", "percent", "multiple"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One figure: `folded[start:end]` is the number as written, with its scale and currency.

    `value` is the plain number (10亿 is 10^9), `value_max` the upper end of a range. `reach_end` lies behind a
    bracketed conversion of the same figure, which `converted` holds.
    """

    start: int
    end: int
    reach_end: int
    kind: AmountKind
    value: Decimal
    value_max: Decimal | None
    currency: str | None
    bound: Bound
    converted: "Amount | None" = None
