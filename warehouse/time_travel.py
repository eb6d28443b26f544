"""Gives SQL the facts of another day: the same models over the claims that were known, or printed, by then."""

import re
from collections.abc import Mapping, Sequence

from duckdb import DuckDBPyConnection

from warehouse.dictionary import literal
from warehouse.files import SqlFile

# A table under its own name; a macro looks like one but for its bracket.
TABLE = re.compile(r"\b(?:raw|staging|marts)\.\w+\b(?!\()")
FACTS = "marts.facts"
CHANGES = "marts.what_changed"
# What stands in for the two raw tables that tell of time; `ts` is the macro's parameter:
# a bare day means its end in Shanghai (macros/moment.sql).
# Known: what had been loaded by then and was not superseded yet. A fetch that came later had not been seen.
KNOWN = {
    "raw.articles": """
        SELECT * REPLACE (
            CASE WHEN superseded_at <= staging.moment(ts) THEN superseded_at END AS superseded_at,
            CASE WHEN last_fetched_at <= staging.moment(ts) THEN last_fetched_at ELSE fetched_at END AS last_fetched_at
        )
        FROM raw.articles
        WHERE first_seen_at <= staging.moment(ts)""",
    "raw.claims": """
        SELECT * REPLACE (CASE WHEN superseded_at <= staging.moment(ts) THEN superseded_at END AS superseded_at)
        FROM raw.claims
        WHERE first_seen_at <= staging.moment(ts)""",
}
# Printed: what today's rules read in the articles published by then, each in the version of that day: the last one
# that had been fetched, else the first one there is. What turned out to be no article was never printed. An article
# with a date and no time was out by the end of that day.
PRINTED = {
    "raw.articles": """
        SELECT * REPLACE (CAST(NULL AS TIMESTAMPTZ) AS superseded_at)
        FROM raw.articles
        WHERE staging.told_by(coalesce(published_at, fetched_at)) <= staging.moment(ts)
            AND article_id IN (SELECT article_id FROM raw.articles WHERE superseded_at IS NULL)
        QUALIFY row_number() OVER (
            PARTITION BY article_id
            ORDER BY fetched_at <= staging.moment(ts) DESC,
                CASE WHEN fetched_at <= staging.moment(ts) THEN fetched_at END DESC, fetched_at, text_sha256
        ) = 1""",
    "raw.claims": """
        SELECT claims.* REPLACE (CAST(NULL AS TIMESTAMPTZ) AS superseded_at)
        FROM raw.claims AS claims
        JOIN raw.articles AS versions USING (article_id, text_sha256)
        WHERE claims.superseded_at IS NULL OR claims.superseded_at >= versions.superseded_at
        QUALIFY row_number() OVER (PARTITION BY claims.claim_id, text_sha256 ORDER BY claims.first_seen_at DESC) = 1""",
}
MACROS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "facts_as_of": (
        (
            "The rows of marts.facts as Hongbao knew them at the instant `ts`: what had been loaded by then. "
            "It answers for the file that was opened, not for one attached to it."
        ),
        KNOWN,
    ),
    "facts_as_printed": (
        (
            "The rows of marts.facts that the articles published by the instant `ts` support, whenever we read them. "
            "It answers for the file that was opened, not for one attached to it."
        ),
        PRINTED,
    ),
}

CHANGED = (
    "The rows of marts.what_changed between two instants instead of two releases: facts that were not known at `until` "
    "as they were at `since`. It answers for the file that was opened, not for one attached to it."
)


def create_time_travel(connection: DuckDBPyConnection, models: Sequence[SqlFile]) -> None:
    """Make the macros that speak of other days from `models`, each of which follows what it reads.

    `facts_as_of(ts)`, `facts_as_printed(ts)`, and `what_changed(since, until)`, which compares two of the first.
    """
    for name, (meaning, sources) in MACROS.items():
        connection.execute(f"CREATE OR REPLACE MACRO main.{name}(ts) AS TABLE\n{write_query(models, sources)}")
        connection.execute(f"COMMENT ON MACRO TABLE main.{name} IS {literal(meaning)}")
    (changes,) = (model.body for model in models if model.table == CHANGES)
    query = rename(changes, {FACTS: "facts_as_of(until)", "raw.previous_facts": "facts_as_of(since)"})
    connection.execute(f"CREATE OR REPLACE MACRO main.what_changed(since, until) AS TABLE\n{query}")
    connection.execute(f"COMMENT ON MACRO TABLE main.what_changed IS {literal(CHANGED)}")


def write_query(models: Sequence[SqlFile], sources: Mapping[str, str]) -> str:
    """One SELECT that computes the facts with each model as a common table expression, and `sources` below them."""
    needed = list_needed(models)
    names = {table: table.replace(".", "_") for table in (*sources, *(model.table for model in needed))}
    tables = [*sources.items(), *((model.table, rename(model.body, names)) for model in needed)]
    expressions = ",\n".join(f"{names[table]} AS ({body}\n)" for table, body in tables)
    return f"WITH {expressions}\nSELECT * FROM {names[FACTS]}"


def list_needed(models: Sequence[SqlFile]) -> list[SqlFile]:
    """The models that the facts are made of, the facts last."""
    wanted = {FACTS}
    needed = []
    for model in reversed(models):
        if model.table in wanted:
            needed.append(model)
            wanted.update(TABLE.findall(model.body))
    return needed[::-1]


def is_read(table: str, body: str) -> bool:
    return table in TABLE.findall(body)


def rename(body: str, names: Mapping[str, str]) -> str:
    """`body` with each table under its new name; macros stay."""
    return TABLE.sub(lambda found: names.get(found[0], found[0]), body)
