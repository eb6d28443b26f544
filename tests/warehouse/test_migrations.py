"""A working file that an older Hongbao made is brought up to date: nothing is lost, or nothing is changed."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT
from warehouse import migrations
from warehouse.errors import SchemaVersionError
from warehouse.migrations import read_migrations
from warehouse.schema import VERSION, create_schema, read_version

# The two tables of version 1 that version 2 changed, as they stood.
OLD_PAGES = """
CREATE TABLE raw.pages (
    warc_file VARCHAR NOT NULL, warc_offset BIGINT NOT NULL, url VARCHAR NOT NULL, source_id VARCHAR,
    fetched_at TIMESTAMPTZ NOT NULL, status INTEGER, content_type VARCHAR, payload_digest VARCHAR, etag VARCHAR,
    last_modified VARCHAR,
    outcome VARCHAR NOT NULL CHECK (outcome IN ('article', 'irrelevant', 'no_text', 'not_a_page', 'unreadable')),
    article_id VARCHAR
)"""
OLD_HEALTH = """
CREATE TABLE raw.source_health (
    run_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, checked_at TIMESTAMPTZ NOT NULL, health VARCHAR NOT NULL,
    newest_item_at TIMESTAMPTZ, pages BIGINT NOT NULL, not_modified BIGINT, bytes BIGINT, message VARCHAR
)"""
# What version 5 added to tables that were there before it.
ADDED = (
    ("run_stages", "bytes"),
    *(("archive_files", name) for name in ("records", "fault", "run_id")),
    *(("sources", name) for name in ("cadence_hours", "enabled")),
)
SHAPE = (
    "SELECT table_name, column_name, column_index, data_type, is_nullable, comment FROM duckdb_columns()"
    " WHERE schema_name = 'raw' ORDER BY ALL"
)
RULES = (
    "SELECT table_name, constraint_type, constraint_text FROM duckdb_constraints()"
    " WHERE schema_name = 'raw' ORDER BY ALL"
)
GRAINS = "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'raw' ORDER BY ALL"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    """A working file of version 1 with two pages in it, one of them gone, and a row of health."""
    with duckdb.connect(tmp_path / "work.duckdb", config={"threads": 1}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        create_schema(connection)
        connection.execute("DROP TABLE raw.pages; DROP TABLE raw.source_health")
        connection.execute(OLD_PAGES)
        connection.execute(OLD_HEALTH)
        for table, column in ADDED:
            connection.execute(f"ALTER TABLE raw.{table} DROP COLUMN {column}")
        connection.execute("UPDATE raw.schema_version SET version = 1")
        page = (
            "INSERT INTO raw.pages VALUES ('a.warc.gz', ?, ?, 'lantern', ?, ?, 'text/html', 'd', '\"1\"', NULL, ?, ?)"
        )
        connection.execute(page, [0, "http://l.example/1", AT, 200, "article", "a1"])
        connection.execute(page, [9, "http://l.example/2", AT, 410, "not_a_page", None])
        connection.execute(page, [20, "urn:x:1", AT, None, "article", "a2"])
        connection.execute("INSERT INTO raw.source_health VALUES ('r', 'lantern', ?, 'ok', ?, 3, 1, 9, 'm')", [AT, AT])
        yield connection


def test_a_file_of_version_1_keeps_its_rows_and_gets_the_tables_of_today(old: DuckDBPyConnection) -> None:
    create_schema(old)
    assert read_version(old) == VERSION
    pages = old.execute("SELECT warc_offset, role, record, outcome, etag, fetched_at FROM raw.pages ORDER BY 1")
    assert pages.fetchall() == [
        (0, "article", "response", "article", '"1"', AT),
        (9, "article", "response", "gone", '"1"', AT),
        (20, "by-hand", "resource", "article", '"1"', AT),
    ]
    health = old.execute("SELECT pages, message, listed, expected, new_pages FROM raw.source_health")
    assert health.fetchall() == [(3, "m", None, None, None)]
    with duckdb.connect(":memory:") as fresh:
        create_schema(fresh)
        for query in (SHAPE, RULES, GRAINS):
            assert old.execute(query).fetchall() == fresh.execute(query).fetchall()
    create_schema(old)
    assert read_version(old) == VERSION


def test_a_file_of_version_2_keeps_its_rows_and_learns_which_address_was_asked_for(old: DuckDBPyConnection) -> None:
    old.execute(read_migrations()[2])
    before = old.execute("SELECT * FROM raw.pages ORDER BY warc_offset").fetchall()
    create_schema(old)
    assert read_version(old) == VERSION
    assert old.execute("SELECT * EXCLUDE (asked_url, run_id) FROM raw.pages ORDER BY warc_offset").fetchall() == before
    assert old.execute("SELECT DISTINCT asked_url FROM raw.pages").fetchall() == [(None,)]


@pytest.mark.parametrize("step", [2, 3])
def test_a_step_that_fails_half_way_leaves_the_file_as_it_was(
    old: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    steps = read_migrations()
    broken = {**steps, step: f"{steps[step]}; FROM raw.nothing_of_that_name"}
    monkeypatch.setattr(migrations, "read_migrations", lambda: broken)
    before = [old.execute(query).fetchall() for query in (SHAPE, RULES, "FROM raw.pages")]
    with pytest.raises(duckdb.CatalogException):
        create_schema(old)
    assert [old.execute(query).fetchall() for query in (SHAPE, RULES, "FROM raw.pages")] == before
    assert read_version(old) == 1


def test_a_file_that_no_step_leads_from_is_refused_with_what_to_do(old: DuckDBPyConnection) -> None:
    old.execute("UPDATE raw.schema_version SET version = 0")
    with pytest.raises(SchemaVersionError, match=r"move work\.duckdb away and run `hongbao refresh`"):
        create_schema(old)


def test_there_is_a_step_to_every_version_since_the_first() -> None:
    assert sorted(read_migrations()) == list(range(2, VERSION + 1))
