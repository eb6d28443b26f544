"""What the tests are built on keeps them apart."""

from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT, borrow_memory, open_memory, tell_usual
from warehouse.load import load
from warehouse.models import build_models
from warehouse.schema import read_types
from warehouse.stories import tell_stories

MADE = """
    SELECT 'table', schema_name, table_name, comment FROM duckdb_tables()
    UNION ALL SELECT 'view', schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal
    UNION ALL SELECT 'macro', schema_name, function_name, comment FROM duckdb_functions() WHERE NOT internal
    UNION ALL SELECT 'schema', schema_name, '', '' FROM duckdb_schemas() WHERE NOT internal
    UNION ALL SELECT 'setting', name, value, '' FROM duckdb_settings() WHERE name = 'TimeZone'
"""


def list_all(connection: DuckDBPyConnection) -> dict[str, list[str]]:
    """What has been made in a warehouse, and the rows of its raw tables."""
    queries = {"made": MADE} | {table: f"FROM raw.{table}" for table in read_types()}
    return {name: sorted(map(str, connection.execute(query).fetchall())) for name, query in queries.items()}


def test_a_borrowed_warehouse_is_as_a_new_one_whatever_was_done_with_it_before() -> None:
    with borrow_memory() as used:
        for _ in range(2):
            load(used, tell_usual().batch(), AT)
        tell_stories(used)
        build_models(used)
        used.execute("SET TimeZone = 'Asia/Shanghai'")
    with borrow_memory() as again, open_memory() as new:
        assert again is used
        assert list_all(again) == list_all(new)
