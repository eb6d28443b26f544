"""What a release answers on one figure at a glance: the sentence to show for it."""

from abc import ABC, abstractmethod

import polars as pl

from warehouse.outlet_names import call_outlet

# Of the claims `said` behind a `fact`: outright before hedged, then those that say what the fact says, and of these one
# that names who counted. Beside a figure that stands as exact a sentence with "over" would look like a mistake.
BEST_SENTENCE = """said.confidence <> 'stated', said.bound IS DISTINCT FROM fact.bound,
    said.value IS DISTINCT FROM fact.value, said.basis NOT IN ('measured', 'official'), said.published_at NULLS LAST,
    said.claim_id"""
FIRST = f"""
    SELECT * REPLACE ({call_outlet("evidence")} AS publisher) FROM marts.evidence WHERE rowid = (
        SELECT said.rowid
        FROM marts.evidence AS said
        JOIN marts.facts AS fact USING (fact_id)
        WHERE fact_id = ?
        ORDER BY {BEST_SENTENCE}
        LIMIT 1
    )"""


class SentenceReads(ABC):
    """A question about `marts.evidence`; instants are in UTC."""

    @abstractmethod
    def _ask(self, sql: str, *parameters: object) -> pl.DataFrame:
        """The rows of a query."""

    def first_sentence(self, fact_id: str) -> pl.DataFrame:
        """The row of the earliest claim behind a fact that says outright what the fact says; or no row.

        Where none does, the one that comes nearest. A fact may have ten thousand claims: they are ranked by what little
        that takes, and one is fetched.
        """
        return self._ask(FIRST, fact_id)
