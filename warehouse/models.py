"""Builds staging and marts from their SQL files, each after those it reads from."""

import re
from graphlib import CycleError, TopologicalSorter

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.dictionary import comment, literal
from warehouse.errors import ModelError
from warehouse.files import SqlFile, read_files
from warehouse.time_travel import create_time_travel

# The text of an article is stored once, in raw; all else is written out so that a reader computes nothing.
VIEWS = frozenset({"marts.articles"})
REFERENCE = re.compile(r"\b(?:staging|marts)\.\w+")
# Macros call one another only if the called one is there first.
MACROS = ("shorten", "figure", "figure_zh", "counted", "times", "slip")


def build_models(connection: DuckDBPyConnection) -> None:
    """Make staging and marts anew in the current database, in the caller's transaction.

    Raises ModelError if a file is wrong: the statement fails, names form a circle, a column is not described.
    """
    for schema in ("marts", "staging"):
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    for schema in ("staging", "marts"):
        connection.execute(f"CREATE SCHEMA {schema}")
    macros = {file.name: file for file in read_files("macros", schema="staging")}
    for name in MACROS:
        connection.execute(macros[name].body)
    models = order_models()
    for file in models:
        build_model(connection, file)
    comment(connection, *models, views=VIEWS)
    for question in read_files("questions", schema="main"):
        connection.execute(question.body)
        connection.execute(f"COMMENT ON MACRO TABLE {question.table} IS {literal(question.grain)}")
    create_time_travel(connection, models)


def order_models() -> list[SqlFile]:
    """Every staging and mart file, each after the ones it names."""
    files = {file.table: file for folder in ("staging", "marts") for file in read_files(folder)}
    reads = {table: sorted(find_references(file) & files.keys()) for table, file in files.items()}
    try:
        return [files[table] for table in TopologicalSorter(reads).static_order()]
    except CycleError as error:
        message = f"these SQL files read from one another in a circle: {' -> '.join(error.args[1])}"
        raise ModelError(message) from error


def find_references(file: SqlFile) -> set[str]:
    return set(REFERENCE.findall(file.body)) - {file.table}


def build_model(connection: DuckDBPyConnection, file: SqlFile) -> None:
    kind = "VIEW" if file.table in VIEWS else "TABLE"
    try:
        connection.execute(f"CREATE {kind} {file.table} AS\n{file.body}")
    except duckdb.Error as error:
        message = f"warehouse/{file.schema}/{file.name}.sql: {str(error).splitlines()[0]}"
        raise ModelError(message) from error
