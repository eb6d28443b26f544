"""What a release says of itself: its tables and columns with their comments, and the questions it can be asked."""

from abc import ABC, abstractmethod

import polars as pl

TABLES = """
SELECT known.schema_name AS schema, known.name, known.comment,
    columns.column_name AS column, columns.data_type AS type, columns.comment AS column_comment
FROM (
    SELECT database_oid, schema_name, table_name AS name, comment FROM duckdb_tables()
    UNION ALL
    SELECT database_oid, schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal
) AS known
JOIN duckdb_columns() AS columns
    ON columns.database_oid = known.database_oid AND columns.schema_name = known.schema_name
    AND columns.table_name = known.name
WHERE columns.database_name = current_database()
ORDER BY known.schema_name, known.name, columns.column_index
"""
# Macros without a comment are steps of the marts, not questions.
MACROS = """
SELECT function_name AS name, parameters, comment
FROM duckdb_functions()
WHERE function_type = 'table_macro' AND NOT internal AND schema_name = 'main' AND comment IS NOT NULL
ORDER BY name
"""


class SchemaReads(ABC):
    """What can be asked of a release, from the comments in the file itself."""

    @abstractmethod
    def _ask(self, sql: str, *parameters: object) -> pl.DataFrame:
        """The rows of a query."""

    def tables(self) -> pl.DataFrame:
        """One row per column of every table and view: schema, name, comment, column, type, column_comment."""
        return self._ask(TABLES)

    def macros(self) -> pl.DataFrame:
        """One row per table macro that answers a question: name, parameters (a list), comment."""
        return self._ask(MACROS)
