"""What a release answers from the marts beyond the comparison: spend, reach, days gone by, and how it changed."""

from abc import ABC, abstractmethod
from datetime import date, datetime

import polars as pl


class MartReads(ABC):
    """One question per mart; a frame has the mart's columns, with every instant in UTC.

    A season without figures gives an empty frame. `at` is an instant with a zone, or a day, which means its end in
    Shanghai.
    """

    @abstractmethod
    def _ask(self, sql: str, *parameters: object) -> pl.DataFrame:
        """The rows of a query."""

    def spend(self, season: int) -> pl.DataFrame:
        """One row per spend figure that stands, in yuan: `marts.spend`, by app and measure."""
        return self._ask(
            "SELECT * FROM marts.spend WHERE season = ? ORDER BY app, measure, group_id, rank <> 'preferred', fact_id",
            season,
        )

    def reach(self, season: int) -> pl.DataFrame:
        """One row per reach figure that stands: `marts.reach`, by app, measure and day."""
        order = "app, measure, as_of, group_id, rank <> 'preferred', fact_id"
        return self._ask(f"SELECT * FROM marts.reach WHERE season = ? ORDER BY {order}", season)

    def reach_daily(self, season: int) -> pl.DataFrame:
        """One row per app, measure and day with a figure: `marts.reach_daily`, with the season before beside it."""
        return self._ask("SELECT * FROM marts.reach_daily WHERE season = ? ORDER BY app, measure, day_on, unit", season)

    def efficiency(self, season: int) -> pl.DataFrame:
        """One row per app and ratio, those that cannot be had with the reason: `marts.efficiency`.

        `reach_basis` tells what kind of source the reach is from.
        """
        return self._ask(
            "SELECT told.*, reach.basis AS reach_basis FROM marts.efficiency AS told"
            " LEFT JOIN marts.facts AS reach ON told.reach_fact_id = reach.fact_id"
            " WHERE told.season = ? ORDER BY told.app, told.ratio",
            season,
        )

    def timeline(self, season: int) -> pl.DataFrame:
        """One row per thing that happened: `marts.timeline` in the order of days."""
        order = "event_on NULLS LAST, app, event, title, fact_id"
        return self._ask(f"SELECT * FROM marts.timeline WHERE season = ? ORDER BY {order}", season)

    def share_of_voice(self, season: int) -> pl.DataFrame:
        """One row per app and day with a story: `marts.share_of_voice` in the order of days."""
        return self._ask("SELECT * FROM marts.share_of_voice WHERE season = ? ORDER BY day_on, app", season)

    def coverage(self, season: int) -> pl.DataFrame:
        """One row per app and figure of a comparison, found or not: `marts.coverage`."""
        return self._ask("SELECT * FROM marts.coverage WHERE season = ? ORDER BY app, measure", season)

    def facts_as_of(self, at: datetime | date) -> pl.DataFrame:
        """The facts as they were known at `at`: the columns of `marts.facts`."""
        order = "season, app, kind, measure, as_of, value, fact_id"
        return self._ask(f"SELECT * FROM facts_as_of(CAST(? AS VARCHAR)) ORDER BY {order}", in_words(at))

    def explain_fact(self, fact_id: str) -> pl.DataFrame:
        """The tree below a fact, one node a row: the fact, its claims, their articles, their archive records."""
        return self._ask("SELECT * FROM explain_fact(?) ORDER BY place", fact_id)

    def releases(self) -> pl.DataFrame:
        """One row per release up to this one, the latest first: `marts.releases`."""
        return self._ask("SELECT * FROM marts.releases ORDER BY released_at DESC")


def in_words(at: datetime | date) -> str:
    """ISO 8601 with the offset, if it has a time; raises ValueError for a time without a zone."""
    if isinstance(at, datetime) and at.tzinfo is None:
        message = f"{at.isoformat()} has no time zone: give one, or a day"
        raise ValueError(message)
    return at.isoformat()
