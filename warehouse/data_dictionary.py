"""Writes the data dictionary of the docs from the comments in the database itself, so that it cannot lag behind."""

import sys
from collections.abc import Iterator

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.dictionary import comment
from warehouse.models import build_models
from warehouse.publish import RELEASE
from warehouse.schema import create_schema

HEAD = """# Data dictionary

Made by `python -m warehouse.data_dictionary > docs/data-dictionary.md` from the comments in the database; do not edit.
Every instant is a TIMESTAMPTZ; money is in the unit that the column names. Questions to start from are in
[sql-cookbook.md](sql-cookbook.md).
"""
SCHEMAS = {
    "marts": "What people read. `marts.facts` is the contract that others build on.",
    "raw": "What was loaded: nothing is deleted, what is no longer in force has `superseded_at`.",
}
TABLES = """
SELECT schema_name || '.' || table_name AS name, comment FROM duckdb_tables() WHERE schema_name = $schema
UNION ALL
SELECT schema_name || '.' || view_name, comment FROM duckdb_views() WHERE schema_name = $schema
ORDER BY name
"""
COLUMNS = """
SELECT column_name, data_type, comment
FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name || '.' || table_name = $name
ORDER BY column_index
"""
QUESTIONS = """
SELECT function_name, parameters, comment
FROM duckdb_functions()
WHERE schema_name = 'main' AND NOT internal AND function_type = 'table_macro'
ORDER BY function_name
"""


def write_dictionary() -> str:
    """The dictionary of an empty warehouse of today's schema, as Markdown."""
    with duckdb.connect(":memory:") as connection:
        create_schema(connection)
        build_models(connection)
        # Publishing adds the one table that tells of the release itself.
        connection.execute(RELEASE.body)
        comment(connection, RELEASE)
        return "\n".join([HEAD, *write_questions(connection), *write_schemas(connection)])


def write_questions(connection: DuckDBPyConnection) -> Iterator[str]:
    yield "## Questions\n\nTable macros: `SELECT * FROM facts_as_of('2026-02-10')`.\n"
    for name, parameters, meaning in connection.execute(QUESTIONS).fetchall():
        yield f"* `{name}({', '.join(parameters)})`: {meaning}"


def write_schemas(connection: DuckDBPyConnection) -> Iterator[str]:
    for schema, meaning in SCHEMAS.items():
        yield f"\n## {schema}\n\n{meaning}"
        for name, grain in connection.execute(TABLES, {"schema": schema}).fetchall():
            yield f"\n### {name}\n\n{grain}\n"
            yield from write_columns(connection, name)


def write_columns(connection: DuckDBPyConnection, table: str) -> Iterator[str]:
    yield "| column | type | what it holds |\n| --- | --- | --- |"
    for column, kind, meaning in connection.execute(COLUMNS, {"name": table}).fetchall():
        yield f"| {column} | {kind} | {escape(meaning)} |"


def escape(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.stdout.write(write_dictionary() + "\n")
