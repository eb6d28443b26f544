"""Shows on Prefect's pages what a run did: its sources, its stages, what it found amiss and what readers see now."""

from typing import Any

import duckdb
from duckdb import DuckDBPyConnection
from httpx import HTTPError
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.context import FlowRunContext
from prefect.exceptions import PrefectException

from flows.digest_pages import aim, escape
from flows.terminal import plain, say
from warehouse.interruptions import interruptible
from warehouse.publish import Publication

SHOWN = 100
_SOURCES = """
    SELECT source_id AS source, health, pages, new_pages AS new, bytes, message
    FROM raw.source_health WHERE run_id = $run_id ORDER BY source_id
"""
_STAGES = """
    SELECT stage, outcome, in_count AS "in", out_count AS "out", rejected, bytes, seconds, message
    FROM raw.run_stages WHERE run_id = $run_id ORDER BY started_at, stage
"""
_ALARMS = """
    SELECT alarm, subject, "value", expected, message
    FROM raw.alarms WHERE run_id = $run_id ORDER BY alarm, subject
"""
_CHANGES = """
    SELECT change, app, measure, season, as_of, unit, value_before AS before, value_after AS after,
        status_after AS status, fact_id
    FROM marts.what_changed ORDER BY season DESC, app, measure, as_of, fact_id
"""
_TABLES = {
    "sources": ("the sources of this run", _SOURCES),
    "stages": ("what went into each stage, what came out, what was rejected and why", _STAGES),
    "alarms": ("what looks amiss; docs/operating.md has a heading for each", _ALARMS),
    "what-changed": ("facts that are not as they were in the release before", _CHANGES),
}


def make_artifacts(
    connection: DuckDBPyConnection, run_id: str, publication: Publication, public_url: str | None = None
) -> None:
    """Tables `sources`, `stages`, `alarms`, `what-changed` and a text `release` beside the flow run we are in.

    Call it when the run has published and its stages are written down. Outside a flow run it does nothing; where
    Prefect's server does not take them it says so in one line, for a run must not fail by what is only shown.
    """
    if FlowRunContext.get() is None:
        return
    try:
        for key, (title, query) in _TABLES.items():
            rows = read_rows(connection, query, run_id)
            table = [{name: _inert(value) for name, value in row.items()} for row in rows[:SHOWN]]
            create_table_artifact(key=key, table=table, description=_count(rows, title))
        create_markdown_artifact(
            key="release",
            markdown=describe_release(connection, publication, public_url),
            description="what readers see",
        )
    except (PrefectException, HTTPError, OSError, RuntimeError, duckdb.Error) as error:
        # The kind of error alone: its words may hold the server's address, and with it a password.
        say(f"hongbao: Prefect's pages will not show what this run did ({type(error).__name__}); the ledger has it all")


def read_rows(connection: DuckDBPyConnection, query: str, run_id: str) -> list[dict[str, Any]]:
    """The rows of a query, which may ask for `$run_id`."""
    with interruptible(connection):
        cursor = connection.execute(query, {"run_id": run_id} if "$run_id" in query else None)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def describe_release(connection: DuckDBPyConnection, publication: Publication, public_url: str | None) -> str:
    """What readers see, in Markdown: the file, how much is in it, and where the dashboard is."""
    ((edition, facts, claims, articles),) = connection.execute(
        "SELECT edition, facts, claims, articles FROM marts.edition"
    ).fetchall()
    standing = "" if publication.is_new else " (as before)"
    lines = [
        f"**{escape(publication.path.name)}**{standing}",
        f"{edition} edition: {facts:,} facts, {claims:,} claims, {articles:,} articles",
    ]
    if public_url is not None:
        lines.append(f"[Open the dashboard](<{aim(public_url)}>)")
    return "\n\n".join(lines)


def _inert(value: object) -> object:
    """Prefect reads the texts of a table as Markdown: what a web page or its server said stays text.

    A text that began with blanks would be a block of code.
    """
    return escape(plain(value).strip()) if isinstance(value, str) else value


def _count(rows: list[dict[str, Any]], title: str) -> str:
    return f"{len(rows)}: {title}" if len(rows) <= SHOWN else f"{len(rows)}: {title}; the first {SHOWN} are shown"
