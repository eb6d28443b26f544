"""What a release answers of values that contradict each other: each value in full, and who says it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import polars as pl

from warehouse.outlet_names import call_outlet

VALUES = """
    SELECT disputes.*, facts.basis, facts.low, facts.high, facts.day_claims, facts.reason_args
    FROM marts.disputes AS disputes
    JOIN marts.facts AS facts USING (fact_id)
    WHERE disputes.season = ?
    ORDER BY disputes.app, disputes.measure, disputes.group_id, disputes.rank <> 'preferred',
        disputes.rank = 'deprecated', disputes.reports DESC, fact_id"""

# So many sentences of a value stand in `marts.dispute_sentences`.
KEPT = 3
NEWEST = f"""
    SELECT said.* EXCLUDE (place) REPLACE ({call_outlet("said")} AS publisher)
    FROM marts.dispute_sentences AS said
    WHERE fact_id IN (SELECT unnest(CAST(? AS VARCHAR[]))) AND place <= ?
    ORDER BY fact_id, published_at DESC NULLS LAST, claim_id"""
# The same of all that is said, as the mart has it of the first few.
VOICES = f"""
    WITH told AS (
        SELECT
            fact_id, claim_id, quote, quote_start, number_start, number_end,
            {call_outlet("said")} AS publisher, published_at, title, url, warc_file, warc_offset, payload_digest,
            count(*) OVER (PARTITION BY fact_id) AS sentences,
            row_number() OVER (
                PARTITION BY fact_id, report_key ORDER BY published_at DESC NULLS LAST, claim_id
            ) AS place_in_report
        FROM marts.evidence AS said
        WHERE fact_id IN (SELECT unnest(CAST(? AS VARCHAR[])))
    )
    SELECT *
    FROM told
    QUALIFY row_number() OVER (
        PARTITION BY fact_id ORDER BY place_in_report, published_at DESC NULLS LAST, claim_id
    ) <= ?
    ORDER BY fact_id, published_at DESC NULLS LAST, claim_id"""


class DisputeReads(ABC):
    """Questions about `marts.disputes`; instants are in UTC."""

    @abstractmethod
    def _ask(self, sql: str, *parameters: object) -> pl.DataFrame:
        """The rows of a query."""

    def dispute_values(self, season: int) -> pl.DataFrame:
        """`marts.disputes` of the season, the preferred value of a group first, with some columns of `marts.facts`:
        basis, bounds, day_claims and reason_args.
        """
        return self._ask(VALUES, season)

    def newest_sentences(self, fact_ids: Sequence[str], each: int) -> pl.DataFrame:
        """At most `each` claims of every fact in dispute, from as many independent reports as there are.

        The newest come first; `sentences` is how many claims the fact has in all.
        """
        return self._ask(NEWEST if each <= KEPT else VOICES, list(fact_ids), each)
