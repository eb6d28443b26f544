"""What a release answers to who looks for figures and sentences: pages of them, how many there are, one in full."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from warehouse.outlet_names import UNKNOWN, call_outlet

OUTLET = f"coalesce({call_outlet('said')}, '{UNKNOWN}')"
FIGURE_TERMS = {"measure": "fact.measure = ?", "status": "fact.status = ?", "basis": "fact.basis = ?"}
SENTENCE_TERMS = {
    "outlet": "said.publisher = ?",
    "text": "said.lang = ?",
    # A plain piece of text: no character of it has a meaning of its own, as % has for LIKE.
    "q": "contains(lower(said.quote), lower(?))",
}
# Of an outlet that may be a host, or unknown: it takes longer, for addresses are read too.
HOST_TERMS = SENTENCE_TERMS | {"outlet": f"{OUTLET} = ?"}
ORDER_OF_FIGURES = """list_position(CAST(? AS VARCHAR[]), fact.app), fact.kind = 'event', fact.kind <> 'spend',
    fact.measure, fact.rank <> 'preferred', fact.claims DESC, fact.fact_id"""

COUNTED = """
    SELECT
        hash(said.fact_id) AS fact, fact.app, fact.measure, fact.status, fact.basis, said.basis AS said_basis,
        {outlet} AS outlet, said.lang AS text, count(*) AS claims
    FROM marts.evidence AS said
    JOIN marts.facts AS fact USING (fact_id)
    WHERE fact.season = ? AND {whose} AND {terms}
    GROUP BY ALL"""
# Addresses take longer to read than all else: only those of sentences that name no publisher are.
NAMED, UNNAMED = "said.publisher <> ''", "coalesce(said.publisher, '') = ''"

FOUND = """
    FROM marts.evidence AS said
    WHERE {said} AND said.fact_id IN (
        SELECT fact.fact_id
        FROM marts.facts AS fact
        WHERE fact.season = ? AND list_contains(CAST(? AS VARCHAR[]), fact.app) AND {fact}
    )
    ORDER BY said.published_at DESC NULLS LAST, said.claim_id
    LIMIT ? OFFSET ?"""
# The sentences of a page are looked up by their place in the table, and of them only what a list shows: to read all
# columns of rows that lie far apart takes twenty times as long.
SENTENCES = f"""
    WITH found AS MATERIALIZED (SELECT said.rowid AS place {FOUND})
    SELECT
        said.fact_id, said.claim_id, said.quote, said.quote_start, said.number_start, said.number_end, said.value,
        said.value_max, said.unit, said.currency, said.value_cny, said.bound, said.basis, said.as_of,
        {call_outlet("said")} AS publisher, said.lang, said.published_at, fact.app, fact.measure, fact.status,
        fact.rank, fact.reason
    FROM found
    JOIN marts.evidence AS said ON said.rowid = found.place
    JOIN marts.facts AS fact USING (fact_id)
    ORDER BY said.published_at DESC NULLS LAST, said.claim_id"""
IN_FULL = f"""
    WITH found AS (SELECT said.* {FOUND})
    SELECT fact.season, fact.app, fact.kind, fact.measure, fact.status, fact.rank, found.*
    FROM found
    JOIN marts.facts AS fact USING (fact_id)
    ORDER BY found.published_at DESC NULLS LAST, found.claim_id"""

# Texts too are looked up by their place: their column is by far the largest of the table.
TEXTS = """
    WITH found AS MATERIALIZED (
        SELECT rowid AS place
        FROM raw.articles
        WHERE article_id IN (SELECT unnest(CAST(? AS VARCHAR[]))) AND superseded_at IS NULL
    )
    SELECT articles.article_id, articles.text
    FROM found
    JOIN raw.articles AS articles ON articles.rowid = found.place"""
# A claim that is in force no more is told with the version of the article from which it was read.
CLAIM = f"""
    SELECT
        claims.* EXCLUDE (superseded_at),
        articles.* EXCLUDE (article_id, text_sha256, superseded_at, first_seen_at, publisher),
        {call_outlet("articles")} AS publisher,
        claims.superseded_at AS ended_at,
        articles.superseded_at AS changed_at
    FROM raw.claims AS claims
    JOIN raw.articles AS articles USING (article_id, text_sha256)
    WHERE claims.claim_id = ?
    ORDER BY claims.superseded_at DESC NULLS FIRST, articles.superseded_at DESC NULLS FIRST
    LIMIT 1"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for in a season: `apps` in their order, and one value each, "" for any.

    `outlet` is a publisher, a host or UNKNOWN, `text` the language of the article, `q` a piece of the sentence in
    either case.
    """

    season: int
    apps: tuple[str, ...]
    measure: str = ""
    outlet: str = ""
    text: str = ""
    basis: str = ""
    status: str = ""
    q: str = ""

    def find_sentence_terms(self) -> dict[str, str]:
        """The conditions on a sentence; a name without a dot is no host's."""
        return HOST_TERMS if "." in self.outlet or self.outlet == UNKNOWN else SENTENCE_TERMS

    def list_terms(self, terms: dict[str, str]) -> Iterator[tuple[str, str]]:
        """The conditions of `terms` that are asked for, each with its value."""
        return ((term, getattr(self, name)) for name, term in terms.items() if getattr(self, name))


class ClaimReads(ABC):
    """Questions about `marts.facts` with `marts.evidence`; instants are in UTC."""

    @abstractmethod
    def _ask(self, sql: str, *parameters: object) -> pl.DataFrame:
        """The rows of a query."""

    def tally(self, season: int, q: str = "") -> pl.DataFrame:
        """How many claims say what, for counting by any filter: fact, app, measure, status, basis (of the figure),
        said_basis (of the sentence), outlet, text, claims. `fact` only tells one figure from another.
        """
        terms, values = join_terms(Wanted(season=season, apps=(), q=q).list_terms(SENTENCE_TERMS))
        named = COUNTED.format(outlet="said.publisher", whose=NAMED, terms=terms)
        unnamed = COUNTED.format(outlet=OUTLET, whose=UNNAMED, terms=terms)
        return self._ask(f"{named} UNION ALL {unnamed}", season, *values, season, *values)

    def find_figures(self, wanted: Wanted, limit: int, offset: int = 0) -> pl.DataFrame:
        """Rows of `marts.facts` that have a sentence as wanted, by app and measure, the preferred values first."""
        terms, values = join_terms(wanted.list_terms(FIGURE_TERMS))
        said, heard = join_terms(wanted.list_terms(wanted.find_sentence_terms()))
        if heard:
            terms += f" AND fact.fact_id IN (SELECT said.fact_id FROM marts.evidence AS said WHERE {said})"
        query = f"""SELECT fact.* FROM marts.facts AS fact
            WHERE fact.season = ? AND list_contains(CAST(? AS VARCHAR[]), fact.app) AND {terms}
            ORDER BY {ORDER_OF_FIGURES} LIMIT ? OFFSET ?"""
        apps = list(wanted.apps)
        return self._ask(query, wanted.season, apps, *values, *heard, apps, limit, offset)

    def find_sentences(self, wanted: Wanted, limit: int, offset: int = 0) -> pl.DataFrame:
        """What a list shows of each claim, the newest first, and what its figure is about and how it stands."""
        return self._find(SENTENCES, wanted, limit, offset)

    def find_evidence(self, wanted: Wanted, limit: int) -> pl.DataFrame:
        """The same claims with all that `marts.evidence` has of them: for a file."""
        return self._find(IN_FULL, wanted, limit, 0)

    def _find(self, query: str, wanted: Wanted, limit: int, offset: int) -> pl.DataFrame:
        about = {name: term for name, term in FIGURE_TERMS.items() if name != "basis"}
        said, heard = join_terms(wanted.list_terms(wanted.find_sentence_terms() | {"basis": "said.basis = ?"}))
        fact, values = join_terms(wanted.list_terms(about))
        asked = [*heard, wanted.season, list(wanted.apps), *values, limit, offset]
        return self._ask(query.format(said=said, fact=fact), *asked)

    def texts(self, article_ids: Sequence[str]) -> dict[str, str]:
        """The current text of each article, from which its claims in force were read."""
        return dict(self._ask(TEXTS, list(article_ids)).iter_rows())

    def claim(self, claim_id: str) -> pl.DataFrame:
        """One claim, in force or not, with the version of the article it was read from; no row for an unknown one.

        `ended_at` says since when it is not made any more, `changed_at` since when the article has another text.
        """
        return self._ask(CLAIM, claim_id)

    def facts_of_claim(self, claim_id: str) -> list[str]:
        """The ids of the facts that a claim in force stands behind."""
        rows = self._ask("SELECT DISTINCT fact_id FROM marts.evidence WHERE claim_id = ? ORDER BY fact_id", claim_id)
        return rows["fact_id"].to_list()


def join_terms(terms: Iterator[tuple[str, str]]) -> tuple[str, list[str]]:
    pairs = list(terms)
    return " AND ".join(["true", *(term for term, _ in pairs)]), [value for _, value in pairs]
