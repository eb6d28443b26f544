"""Says in the database itself what each table and column is: a COMMENT on every one."""

import tomllib
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


def comment(connection: DuckDBPyConnection, file: SqlFile, *, is_view: bool = False) -> None:
    """Comment the table or view made by `file` and all its columns."""
    kind = "VIEW" if is_view else "TABLE"
    statements = [f"COMMENT ON {kind} {file.table} IS {literal(file.grain)}"]
    for column in list_columns(connection, file):
        meaning = literal(describe(file.table, column))
        statements.append(f'COMMENT ON COLUMN {file.table}."{column}" IS {meaning}')
    connection.execute(";\n".join(statements))


def list_columns(connection: DuckDBPyConnection, file: SqlFile) -> list[str]:
    query = (
        "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database()"
        " AND schema_name = ? AND table_name = ? ORDER BY column_index"
    )
    return [name for (name,) in connection.execute(query, [file.schema, file.name]).fetchall()]


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
