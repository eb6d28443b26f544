"""What a release answers on who says a figure: one claim for each story, with those who printed it again."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import polars as pl

from warehouse.outlet_names import call_outlet

# Claims fold where several outlets print one story; two sentences of one outlet stay two.
FOLDS = """
    WITH told AS (
        SELECT
            rowid AS place, claim_id, publisher, published_at, article_id <> lead_article_id AS is_copy,
            CASE
                WHEN min(article_id) OVER story < max(article_id) OVER story THEN story_id
                ELSE claim_id
            END AS fold
        FROM marts.evidence
        WHERE fact_id = ?
        WINDOW story AS (PARTITION BY story_id)
    ),
    folded AS (
        SELECT
            place, fold, published_at, claim_id,
            count(*) OVER (PARTITION BY fold) AS printings,
            row_number() OVER (PARTITION BY fold ORDER BY is_copy, published_at NULLS LAST, claim_id) AS printing
        FROM told
    )"""
FIRST = (
    FOLDS
    + """
    SELECT place, fold, printings, count(*) OVER () AS folds
    FROM folded
    WHERE printing = 1
    ORDER BY published_at NULLS LAST, claim_id
    LIMIT ? OFFSET ?"""
)
AGAIN = (
    FOLDS
    + f"""
    SELECT folded.fold, said.* REPLACE ({call_outlet("said")} AS publisher)
    FROM folded
    JOIN marts.evidence AS said ON said.rowid = folded.place
    WHERE folded.fold IN (SELECT unnest(CAST(? AS VARCHAR[]))) AND folded.printing BETWEEN 2 AND ?
    ORDER BY folded.fold, folded.printing"""
)
ROWS = f"""
    SELECT said.rowid AS place, said.* REPLACE ({call_outlet("said")} AS publisher)
    FROM marts.evidence AS said
    WHERE said.rowid IN (SELECT unnest(CAST(? AS BIGINT[])))"""

# Asked by themselves: joined with the rows, all stories of the release are read.
LEADS = """
    SELECT article_id, lead_outlet
    FROM staging.stories
    WHERE article_id IN (SELECT unnest(CAST(? AS VARCHAR[])))"""


class FoldReads(ABC):
    """Questions about `marts.evidence` by story; instants are in UTC."""

    @abstractmethod
    def _ask(self, sql: str, *parameters: object) -> pl.DataFrame:
        """The rows of a query."""

    def told_first(self, fact_id: str, limit: int, offset: int = 0) -> pl.DataFrame:
        """One claim for each story behind the fact, the earliest first: the columns of `marts.evidence` with `fold`,
        `printings` (claims in this one), `folds` (stories in all) and `lead_outlet`, which told the story first.
        """
        folds = self._ask(FIRST, fact_id, limit, offset)
        rows = self._find_rows(folds["place"].to_list())
        return folds.join(rows, on="place").sort("published_at", "claim_id", nulls_last=True)

    def told_by(self, fact_id: str, claim_id: str) -> pl.DataFrame:
        """The one claim behind the fact, as `told_first` gives it; no row if it is none of its claims."""
        rows = self._ask(
            "SELECT rowid AS place FROM marts.evidence WHERE fact_id = ? AND claim_id = ?", fact_id, claim_id
        )
        return self._find_rows(rows["place"].to_list())

    def _find_rows(self, places: Sequence[int]) -> pl.DataFrame:
        rows = self._ask(ROWS, list(places))
        leads = self._ask(LEADS, rows["article_id"].to_list())
        return rows.join(leads, on="article_id", how="left")

    def told_again(self, fact_id: str, folds: Sequence[str], limit: int) -> pl.DataFrame:
        """The other claims of those stories, at most `limit` of each: `marts.evidence` with `fold`."""
        return self._ask(AGAIN, fact_id, list(folds), limit + 1)
