"""Says in the database itself what each table and column is: a COMMENT on every one."""

import tomllib
from collections.abc import Collection
from functools import cache

from duckdb import DuckDBPyConnection

from warehouse.errors import ModelError
from warehouse.files import FOLDER, SqlFile


@cache
def read_dictionary() -> dict[str, dict[str, str]]:
    """The tables of dictionary.toml: `columns` by name, `exceptions` by table.column, `endings` by suffix."""
    return tomllib.loads((FOLDER / "dictionary.toml").read_text(encoding="utf-8"))


def describe(table: str, column: str) -> str:
    """What `column` of `table` (with its schema) holds; raises ModelError if the dictionary does not say."""
    words = read_dictionary()
    exception = words["exceptions"].get(f"{table}.{column}")
    if exception is not None:
        return exception
    if column in words["columns"]:
        return words["columns"][column]
    for ending, meaning in words["endings"].items():
        if column.endswith(ending):
            return meaning.format(figure=column.removesuffix(ending))
    message = f"{table}.{column} is not in warehouse/dictionary.toml: add what it holds, and its unit"
    raise ModelError(message)


def comment(connection: DuckDBPyConnection, *files: SqlFile, views: Collection[str] = ()) -> None:
    """Comment what `files` made and all its columns; `views` names those that are views."""
    columns = list_columns(connection)
    statements = []
    for file in files:
        kind = "VIEW" if file.table in views else "TABLE"
        statements.append(f"COMMENT ON {kind} {file.table} IS {literal(file.grain)}")
        for column in columns[file.table]:
            meaning = literal(describe(file.table, column))
            statements.append(f'COMMENT ON COLUMN {file.table}."{column}" IS {meaning}')
    connection.execute(";\n".join(statements))


def list_columns(connection: DuckDBPyConnection) -> dict[str, list[str]]:
    """The columns of each table and view of the current database, in their order, by schema.table."""
    rows = connection.execute(
        "SELECT schema_name || '.' || table_name, column_name FROM duckdb_columns()"
        " WHERE database_name = current_database() ORDER BY 1, column_index"
    ).fetchall()
    columns: dict[str, list[str]] = {}
    for table, column in rows:
        columns.setdefault(table, []).append(column)
    return columns


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
