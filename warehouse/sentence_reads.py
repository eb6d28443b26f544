"""What a release answers on one figure at a glance: the sentence to show for it."""

from abc import ABC, abstractmethod

import polars as pl


class SentenceReads(ABC):
    """A question about `marts.evidence`; instants are in UTC."""

    @abstractmethod
    def _ask(self, sql: str, *parameters: object) -> pl.DataFrame:
        """The rows of a query."""

    def first_sentence(self, fact_id: str) -> pl.DataFrame:
        """The row of the earliest claim behind a fact that says it outright, of the earliest if none does; or no row.

        A fact may have ten thousand claims: they are ranked by what little that takes, and one is fetched.
        """
        return self._ask(
            "SELECT * FROM marts.evidence WHERE rowid = (SELECT rowid FROM marts.evidence WHERE fact_id = ?"
            " ORDER BY confidence <> 'stated', published_at NULLS LAST, claim_id LIMIT 1)",
            fact_id,
        )
