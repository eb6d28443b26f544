"""What a release answers of its own past: facts as they were and as they are, claims that are read otherwise."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

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


# The claim that a fact of the past rested on, if the version of its article is on record. Of several one that is said
# no more, for those in force stand behind another fact now.
ASKED = ("fact_id", "season", "app", "measure", "value", "currency", "as_of")
OLD_CLAIMS = """
    WITH asked AS (
        SELECT
            unnest(CAST(? AS VARCHAR[])) AS fact_id, unnest(CAST(? AS INTEGER[])) AS season,
            unnest(CAST(? AS VARCHAR[])) AS app, unnest(CAST(? AS VARCHAR[])) AS measure,
            unnest(CAST(? AS DOUBLE[])) AS value, unnest(CAST(? AS VARCHAR[])) AS currency,
            unnest(CAST(? AS VARCHAR[])) AS as_of
    )
    SELECT asked.fact_id, said.claim_id
    FROM asked
    JOIN raw.claims AS said
        ON said.season = asked.season AND said.app = asked.app AND said.measure = asked.measure
        AND said.value IS NOT DISTINCT FROM asked.value AND said.currency IS NOT DISTINCT FROM asked.currency
        AND coalesce(starts_with(said.as_of, asked.as_of) OR starts_with(asked.as_of, said.as_of), true)
    SEMI JOIN raw.articles USING (article_id, text_sha256)
    QUALIFY row_number() OVER (
        PARTITION BY asked.fact_id
        ORDER BY said.superseded_at DESC NULLS LAST, said.as_of IS DISTINCT FROM asked.as_of, said.claim_id
    ) = 1"""


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

    def old_claims(self, facts: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """By fact_id a claim that each of `facts`, of which this release may have none, was read from.

        A fact whose claim, or the version of the article that made it, is not on record is left out.
        """
        columns = [[fact[name] for fact in facts] for name in ASKED]
        return dict(self._ask(OLD_CLAIMS, *columns).iter_rows())

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
