"""What a release answers of its own past: facts as they were and as they are, claims that are read otherwise."""

from abc import ABC, abstractmethod

import polars as pl

CHANGES = """
    SELECT changed.*, was, facts AS now
    FROM marts.what_changed AS changed
    LEFT JOIN raw.previous_facts AS was USING (fact_id)
    LEFT JOIN marts.facts AS facts USING (fact_id)
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

    def changes_in_full(self) -> pl.DataFrame:
        """`marts.what_changed` with `was` and `now`: the whole fact before and after, all empty where it has none."""
        return self._ask(CHANGES)

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
