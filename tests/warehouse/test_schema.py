"""The raw tables match the records, everything is described, and a file of another version is refused."""

from dataclasses import fields
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from extraction.records import Article, Claim, RejectedFigure
from tests.warehouse.desk import Desk, open_memory
from warehouse.batch import KEPT_BY_LOADING
from warehouse.dictionary import describe
from warehouse.errors import ModelError, SchemaVersionError
from warehouse.files import FOLDER, read_files
from warehouse.load import load
from warehouse.models import build_models, order_macros, order_models
from warehouse.schema import VERSION, create_schema, read_types

OURS = {
    "articles": {"source_id", "tier", "fetched_at", "warc_file", "warc_offset", "payload_digest"},
    "claims": {"text_sha256"},
    "rejected_figures": {"text_sha256"},
}


@pytest.mark.parametrize(
    ("table", "record"), [("articles", Article), ("claims", Claim), ("rejected_figures", RejectedFigure)]
)
def test_a_raw_table_has_the_fields_of_its_record_and_what_the_warehouse_adds(table: str, record: type) -> None:
    added = OURS[table] | KEPT_BY_LOADING.get(table, set())
    assert set(read_types()[table]) == {field.name for field in fields(record)} | added


def test_every_table_and_column_says_what_it_holds(memory: DuckDBPyConnection) -> None:
    build_models(memory)
    relations = memory.execute(
        "SELECT schema_name, table_name, comment FROM duckdb_tables() UNION ALL"
        " SELECT schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal"
    ).fetchall()
    columns = memory.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    wanted = {"raw", "staging", "marts"}
    assert [row for row in relations if row[0] in wanted and not row[2]] == []
    ours = {name for schema, name, _ in relations if schema in wanted}
    assert [row for row in columns if row[0] in ours and not row[2]] == []


def test_a_column_that_nobody_described_is_an_error() -> None:
    with pytest.raises(ModelError, match=r"marts\.facts\.mystery is not in warehouse/words"):
        describe("marts.facts", "mystery")


def test_every_sql_file_is_one_short_statement_with_its_grain_first() -> None:
    for folder in ("schema", "staging", "marts", "checks", "macros", "loading"):
        for file in read_files(folder):
            path = FOLDER / folder / f"{file.name}.sql"
            assert file.grain, path
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 60, path
            assert len(duckdb.extract_statements(file.body)) == 1, path


def test_every_model_is_built_after_those_it_reads_and_every_macro_is_made() -> None:
    order = [file.table for file in order_models()]
    assert order.index("staging.claims") < order.index("staging.values") < order.index("marts.facts")
    assert sorted(file.name for file in order_macros()) == [file.name for file in read_files("macros")]


def test_building_twice_gives_the_same_rows_and_ids(desk: Desk) -> None:
    with open_memory() as connection:
        load(connection, desk.batch(), desk.articles[0]["fetched_at"])  # type: ignore[arg-type]
        build_models(connection)
        before = connection.sql("SELECT * FROM marts.facts").pl().to_dicts()
        build_models(connection)
        assert connection.sql("SELECT * FROM marts.facts").pl().to_dicts() == before


def test_a_file_of_a_newer_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "work.duckdb") as connection:
        create_schema(connection)
        connection.execute("UPDATE raw.schema_version SET version = ?", [VERSION + 1])
        with pytest.raises(SchemaVersionError, match="install the newer Hongbao"):
            create_schema(connection)
