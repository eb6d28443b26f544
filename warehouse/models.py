"""Builds staging and marts from their SQL files, each after those it reads from."""

import re
import time
from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.dictionary import comment, literal
from warehouse.errors import ModelError
from warehouse.files import SqlFile, read_files
from warehouse.time_travel import create_time_travel, is_read, rename

# The text of an article is stored once, in raw; all else is written out so that a reader computes nothing. What was
# published before is known when the marts have been built and compared, so what tells of it is looked up.
VIEWS = frozenset({"marts.articles", "marts.releases", "marts.what_changed"})
REFERENCE = re.compile(r"\b(?:staging|marts)\.\w+")
CALL = re.compile(r"\bstaging\.(\w+)\(")


def build_models(connection: DuckDBPyConnection, scratch: Collection[str] = ()) -> dict[str, float]:
    """Make staging and marts anew in the current database, in the caller's transaction; the seconds of each.

    The tables named in `scratch` are made as temporary tables, under the names of `name_scratch`: they are not written.
    Raises ModelError if a file is wrong: the statement fails, names form a circle, a column is not described.
    """
    clear_schemas(connection)
    models, names, seconds = order_models(), name_scratch(scratch), {}
    for file in models:
        started = time.perf_counter()
        build_model(connection, file, names)
        seconds[file.table] = time.perf_counter() - started
    comment(connection, *(file for file in models if file.table not in names), views=VIEWS)
    create_time_travel(connection, models)
    for question in read_files("questions", schema="main"):
        connection.execute(question.body)
        connection.execute(f"COMMENT ON MACRO TABLE {question.table} IS {literal(question.grain)}")
    return seconds


def clear_schemas(connection: DuckDBPyConnection) -> None:
    """Leave staging and marts with no table in them, and with the macros that the models call."""
    for schema in ("marts", "staging"):
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    for schema in ("staging", "marts"):
        connection.execute(f"CREATE SCHEMA {schema}")
    for macro in order_macros():
        connection.execute(macro.body)


def list_scratch() -> list[str]:
    """The staging tables that no reader of a release needs: neither a view nor a macro reads them."""
    models = order_models()
    asked = [file.body for file in (*read_files("questions", schema="main"), *read_files("macros", schema="staging"))]
    asked += [file.body for file in models if file.table in VIEWS]
    staged = [file.table for file in models if file.schema == "staging"]
    return [table for table in staged if not any(is_read(table, body) for body in asked)]


def name_scratch(tables: Collection[str]) -> dict[str, str]:
    """The name of each as a temporary table: a schema cannot be had there."""
    return {table: f"temp.{table.replace('.', '_')}" for table in tables}


def drop_scratch(connection: DuckDBPyConnection, tables: Collection[str]) -> None:
    """Give back the memory of temporary tables, those of a build that did not end included."""
    for name in name_scratch(tables).values():
        connection.execute(f"DROP TABLE IF EXISTS {name}")


def order_macros() -> list[SqlFile]:
    """Every macro file, each after the ones it calls: a macro can only be made if those are there."""
    files = {file.name: file for file in read_files("macros", schema="staging")}
    return order(files, {name: (set(CALL.findall(file.body)) & files.keys()) - {name} for name, file in files.items()})


def order_models() -> list[SqlFile]:
    """Every staging and mart file, each after the ones it names."""
    files = {file.table: file for folder in ("staging", "marts") for file in read_files(folder)}
    return order(files, {table: find_references(file) & files.keys() for table, file in files.items()})


def order(files: Mapping[str, SqlFile], reads: Mapping[str, Collection[str]]) -> list[SqlFile]:
    """The files in an order in which each comes after those it reads; the same order every time."""
    try:
        ordered = TopologicalSorter({name: sorted(others) for name, others in reads.items()}).static_order()
        return [files[name] for name in ordered]
    except CycleError as error:
        message = f"these SQL files read from one another in a circle: {' -> '.join(error.args[1])}"
        raise ModelError(message) from error


def find_references(file: SqlFile) -> set[str]:
    return set(REFERENCE.findall(file.body)) - {file.table}


def build_model(connection: DuckDBPyConnection, file: SqlFile, names: Mapping[str, str]) -> None:
    kind, name = "VIEW" if file.table in VIEWS else "TABLE", file.table
    if name in names:
        kind, name = "TEMP TABLE", names[name]
    try:
        connection.execute(f"CREATE {kind} {name} AS\n{rename(file.body, names)}")
    except duckdb.Error as error:
        message = f"warehouse/{file.schema}/{file.name}.sql: {str(error).splitlines()[0]}"
        raise ModelError(message) from error
