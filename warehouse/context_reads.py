"""What a release answers on all that stands around the figures: the days of a season, sources, runs."""

from abc import ABC, abstractmethod

import polars as pl


class ContextReads(ABC):
    """A frame for each question, with every instant in UTC."""

    @abstractmethod
    def _ask(self, sql: str, *parameters: object) -> pl.DataFrame:
        """The rows of a query."""

    def season_days(self) -> pl.DataFrame:
        """One row per Spring Festival, with figures or without: season, eve_on, new_year_on, lantern_on."""
        return self._ask("SELECT * FROM raw.seasons ORDER BY season")

    def cadences(self) -> pl.DataFrame:
        """One row per source: source_id, cadence_hours (hours between two items; None: not known), enabled."""
        return self._ask("SELECT id AS source_id, cadence_hours, enabled FROM raw.sources ORDER BY id")

    def runs(self, limit: int) -> pl.DataFrame:
        """The last `limit` runs before this release, the latest first: `marts.runs`."""
        return self._ask("SELECT * FROM marts.runs ORDER BY started_at DESC, run_id LIMIT ?", limit)
