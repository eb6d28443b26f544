"""Says in the database itself what each table and column is: a COMMENT on every one."""

import tomllib
from collections.abc import Collection
from functools import cache

from duckdb import DuckDBPyConnection

from warehouse.errors import ModelError
from warehouse.files import FOLDER, SqlFile


@cache
def read_dictionary() -> dict[str, dict[str, str]]:
    """What the files of words/ say: `columns` by name, `exceptions` by table.column, `endings` by suffix.

    Raises ModelError if two files describe one name.
    """
    words: dict[str, dict[str, str]] = {"columns": {}, "exceptions": {}, "endings": {}}
    for path in sorted((FOLDER / "words").glob("*.toml")):
        for part, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            twice = words[part].keys() & entries.keys()
            if twice:
                message = (
                    f"warehouse/words/{path.name} describes {', '.join(sorted(twice))} a second time: once is enough"
                )
                raise ModelError(message)
            words[part].update(entries)
    return words


def describe(table: str, column: str) -> str:
    """What `column` of `table` (with its schema) holds; raises ModelError if the dictionary does not say."""
    words = read_dictionary()
    exception = words["exceptions"].get(f"{table}.{column}")
    if exception is not None:
        return exception
    if column in words["columns"]:
        return words["columns"][column]
    for ending, meaning in sorted(words["endings"].items(), key=lambda entry: -len(entry[0])):
        if column.endswith(ending):
            return meaning.format(figure=column.removesuffix(ending))
    message = f"{table}.{column} is not in warehouse/words: add what it holds, and its unit"
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
