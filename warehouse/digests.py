"""Tells whether two builds say the same: digests of facts, of evidence and of all that a reader sees."""

from collections.abc import Iterable
from hashlib import sha256

from duckdb import DuckDBPyConnection

from warehouse.files import read_files

# What is told about releases differs from one to the next because they are two.
TOLD_OF_RELEASES = frozenset({"marts.what_changed", "marts.releases"})
# A row of evidence is known by its claim and the place of its quote: the words stand in the text, and what is printed
# about the article is in the digest of articles. Whole rows would be a gigabyte of text at a million claims.
EVIDENCE = """
    SELECT fact_id, claim_id, quote_start, quote_end, number_start, value, bound, as_of, basis, origin_key, confidence,
        rule
    FROM marts.evidence
"""
ARTICLES = "SELECT * EXCLUDE (text) FROM marts.articles"
# What is said, apart from when we saw it and in which archive file: two crawls of the same news agree in it.
SAID = (
    "SELECT * EXCLUDE (first_seen_at, last_seen_at) FROM marts.facts",
    EVIDENCE,
    """
    SELECT article_id, text_sha256, url, publisher, tier, title, lang, published_at
    FROM marts.articles
    SEMI JOIN marts.evidence USING (article_id)
    """,
)
SHORTENED = {"marts.evidence": EVIDENCE, "marts.articles": ARTICLES}


def digest_marts(connection: DuckDBPyConnection) -> tuple[str, str]:
    """Digests of what facts and evidence say, and of all marts: equal rows in whatever order give equal digests."""
    marts = sorted({file.table for file in read_files("marts")} - TOLD_OF_RELEASES)
    seen = {table: SHORTENED.get(table, f"FROM {table}") for table in marts}
    digests = {query: digest_rows(connection, query) for query in {*SAID, *seen.values()}}
    said = join_digests(digests[query] for query in SAID)
    return said, join_digests(f"{table} {digests[query]}" for table, query in seen.items())


def digest_rows(connection: DuckDBPyConnection, query: str) -> str:
    rows = connection.sql(query)
    # Written as text, structs and lists are in it too. Two equal rows cancel out in XOR: their number tells.
    summed = "SELECT count(*), bit_xor(md5_number(CAST(row_told AS VARCHAR))) FROM rows_told AS row_told"
    ((count, digest),) = rows.query("rows_told", summed).fetchall()
    return f"{count} {digest}"


def join_digests(digests: Iterable[str]) -> str:
    return sha256("\n".join(digests).encode()).hexdigest()
