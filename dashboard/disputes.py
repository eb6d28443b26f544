"""The disputes of a season: which values contradict each other, how far apart they are, whether one is settled on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.measures import REACH, SPEND

Value = Mapping[str, Any]

HEADLINES = tuple(measure.name for measure in SPEND + REACH)
# Reasons of a value that stands: beside these the mart repeats why the other values differ.
STANDING = frozenset({"preferred", "agree", "one_origin"})


@dataclass(frozen=True, slots=True)
class Dispute:
    """The values that compete for one fact, rows of `Release.dispute_values`, the preferred one first."""

    group_id: str
    app: str
    measure: str
    values: tuple[Value, ...]

    @property
    def preferred(self) -> Value | None:
        return next((value for value in self.values if value["rank"] == "preferred"), None)

    @property
    def causes(self) -> tuple[str, ...]:
        """Why values differ, each cause once, in the order of the values."""
        named = (value["likely_cause"] for value in self.values if value["reason_code"] not in STANDING)
        return tuple(dict.fromkeys(cause for cause in named if cause))

    @property
    def fact_ids(self) -> tuple[str, ...]:
        return tuple(value["fact_id"] for value in self.values)

    @property
    def has_days(self) -> bool:
        """True if the values speak of different days, or one of them of none."""
        return len({value["as_of"] for value in self.values}) > 1

    @property
    def is_open(self) -> bool:
        """True if no value is corroborated in spite of the others, nor all are of another measure that is."""
        if all(value["reason_code"] == "other_measure" and value["rank"] == "deprecated" for value in self.values):
            return False
        return self.preferred is None or self.preferred["status"] != "corroborated"

    @property
    def spread(self) -> float:
        """The largest value as a multiple of the smallest; 1 where there are no two."""
        amounts = [amount for amount in map(find_amount, self.values) if amount]
        return max(amounts) / min(amounts) if amounts else 1.0


def find_amount(value: Value) -> float | None:
    """What is compared: yuan for money, else the number."""
    amount: float | None = value["value"] if value["value_cny"] is None else value["value_cny"]
    return amount


def list_disputes(values: pl.DataFrame) -> list[Dispute]:
    """The disputes in the order of the page: measures of the comparison first, then the widest apart."""
    groups: dict[str, list[Value]] = {}
    # All rows at once: a frame for each group would take longer than the groups themselves.
    for row in values.rows(named=True):
        groups.setdefault(row["group_id"], []).append(row)
    disputes = (Dispute(name, rows[0]["app"], rows[0]["measure"], tuple(rows)) for name, rows in groups.items())
    return sorted(disputes, key=lambda dispute: (find_place(dispute.measure), -dispute.spread))


def find_place(measure: str) -> int:
    """Where the measure stands in the comparison; after it all that are not compared."""
    return HEADLINES.index(measure) if measure in HEADLINES else len(HEADLINES)


def narrow(disputes: Iterable[Dispute], *, cause: str, measure: str, apps: Iterable[str], free: str) -> list[Dispute]:
    """The disputes of one cause, one measure, and some apps; `free` is the choice that filters nothing."""
    wanted = set(apps)
    return [
        dispute
        for dispute in disputes
        if (cause == free or cause in dispute.causes) and measure in {free, dispute.measure} and dispute.app in wanted
    ]
