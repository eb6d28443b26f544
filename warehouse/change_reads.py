"""What a release answers of its own past: facts as they were and as they are, claims that are read otherwise."""

from abc import ABC, abstractmethod
from datetime import date

import polars as pl

from warehouse.files import FOLDER, read_file

PREVIOUS = "raw.previous_facts"
CHANGES = """
    SELECT changed.*, was, facts AS now
    FROM {changes} AS changed
    LEFT JOIN {before} AS was ON changed.fact_id_before = was.fact_id
    LEFT JOIN marts.facts AS facts ON changed.fact_id = facts.fact_id
    ORDER BY changed.season DESC, changed.app, changed.measure, changed.as_of, changed.group_id, changed.value_after,
        changed.fact_id"""


class ChangeReads(ABC):
    """Questions about `marts.what_changed` and `marts.claim_changes`; instants are in UTC."""

    @abstractmethod
    def _ask(self, sql: str, *parameters: object) -> pl.DataFrame:
        """The rows of a query."""

    def has_release_before(self) -> bool:
        """True if there is an earlier release whose facts these are compared with."""
        rows: int = self._ask("SELECT count(*) AS facts FROM raw.previous_facts")["facts"][0]
        return rows > 0

    def changes_in_full(self, since: date | None = None) -> pl.DataFrame:
        """`marts.what_changed` with `was` and `now`: the whole fact before and after, all empty where it has none.

        Before is the release before, or what was known at the end of the day `since` in Shanghai: its facts are then
        worked out anew, which takes about as long as the build of a release.
        """
        if since is None:
            return self._ask(CHANGES.format(changes="marts.what_changed", before=PREVIOUS))
        changes = read_file(FOLDER / "marts" / "what_changed.sql", "marts").body.replace(PREVIOUS, "day_before")
        before = "WITH day_before AS MATERIALIZED (FROM facts_as_of(CAST(? AS VARCHAR)))"
        return self._ask(before + CHANGES.format(changes=f"({changes})", before="day_before"), since.isoformat())

    def claim_change_counts(self) -> pl.DataFrame:
        """How many claims each load gave, took or read otherwise: loaded_at, rules_version, change, claims."""
        return self._ask(
            "SELECT loaded_at, rules_version, change, count(*) AS claims FROM marts.claim_changes"
            " GROUP BY ALL ORDER BY loaded_at DESC, change"
        )

    def latest_claim_changes(self, limit: int) -> pl.DataFrame:
        """The first `limit` rows of `marts.claim_changes`, the latest load first."""
        return self._ask(
            "SELECT * FROM marts.claim_changes ORDER BY loaded_at DESC, app, measure, claim_id LIMIT ?", limit
        )
