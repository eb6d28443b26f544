"""A mart goes to other tools with its evidence, and with nothing that they would run."""

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse.desk import AT, Desk, furnish, money, publish_desk, reach
from warehouse.errors import ExportError
from warehouse.export_formats import EXCEL_CELL, FORMATS, guard_formulas, write_export
from warehouse.exports import list_marts, read_mart
from warehouse.load import load
from warehouse.publish import publish
from warehouse.reads import Release, open_release
from warehouse.writer import open_writer

FORMULA = "=HYPERLINK(A1) is what it said"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    folder: Path = tmp_path_factory.mktemp("data")
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), sentence=FORMULA)
    desk.tell("tangyuan", money("budget", 3e9), reach("dau", 73.52e6, as_of="2026-02-07"), day="2026-02-08")
    publish_desk(desk, folder)
    with open_release(folder) as opened:
        yield opened


def test_each_fact_brings_its_first_sentence_and_where_it_is_archived(release: Release) -> None:
    facts = read_mart(release, "facts").filter(measure="budget").row(0, named=True)
    assert (facts["quote"], facts["publisher"], facts["url"]) == (FORMULA, "lantern", "http://lantern.example/0")
    assert facts["archived"] == "desk.warc.gz at byte 0"
    home = read_mart(release, "campaign_comparison", 2026).row(0, named=True)
    assert home["app"] == "qwen"
    assert home["budget_quote"] == FORMULA
    assert home["peak_dau_url"] == "http://tangyuan.example/1"
    assert home["orders_url"] is None


def test_a_figure_without_evidence_keeps_its_row(release: Release) -> None:
    efficiency = read_mart(release, "efficiency")
    assert efficiency.height == 6
    assert efficiency["budget_quote"].to_list() == [FORMULA] * 6
    assert efficiency["reach_quote"].null_count() == 5


@pytest.mark.parametrize("how", FORMATS)
def test_every_mart_can_be_written_in_every_format(release: Release, tmp_path: Path, how: str) -> None:
    for mart in list_marts(release):
        path = tmp_path / f"{mart}.{how}"
        write_export(read_mart(release, mart), path, how)
        assert path.stat().st_size > 0
    assert not list(tmp_path.glob(".*"))


def test_parquet_gives_back_what_was_written(release: Release, tmp_path: Path) -> None:
    frame = read_mart(release, "facts")
    write_export(frame, tmp_path / "facts.parquet", "parquet")
    assert pl.read_parquet(tmp_path / "facts.parquet").equals(frame)


def test_csv_opens_in_a_spreadsheet_with_its_chinese_and_runs_nothing(release: Release, tmp_path: Path) -> None:
    path = tmp_path / "evidence.csv"
    write_export(read_mart(release, "evidence"), path, "csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["quote"] for row in rows if row["publisher"] == "lantern"} == {f"'{FORMULA}"}
    assert any(row["quote"].startswith("第1句") for row in rows)


def test_excel_holds_texts_as_texts_and_days_as_days(release: Release, tmp_path: Path) -> None:
    path = tmp_path / "reach_daily.xlsx"
    write_export(read_mart(release, "reach_daily"), path, "xlsx")
    frame = read_mart(release, "evidence")
    write_export(frame, tmp_path / "evidence.xlsx", "xlsx")
    with zipfile.ZipFile(tmp_path / "evidence.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert FORMULA in sheet
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet.lower().replace(FORMULA.lower(), "")
    with zipfile.ZipFile(path) as book:
        assert "yyyy\\-mm\\-dd" in book.read("xl/styles.xml").decode().replace("yyyy-mm-dd", "yyyy\\-mm\\-dd")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", " =", "\u3000=", "\u200b=", "\uff1d", "\uff0b", "\uff0d", "\uff20"])  # fmt: skip
def test_no_text_that_looks_like_a_formula_goes_out_bare(start: str) -> None:
    frame = pl.DataFrame({"text": [f"{start}1+1", "a=1", None], "number": [-1, 0, 1]})
    assert guard_formulas(frame).rows() == [(f"'{start}1+1", -1), ("a=1", 0), (None, 1)]


def test_what_cannot_be_exported_is_said_in_one_line(release: Release, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"there is no mart fact: export one of .*campaign_comparison"):
        read_mart(release, "fact")
    with pytest.raises(ExportError, match=r"marts\.runs has no seasons"):
        read_mart(release, "runs", 2026)
    with pytest.raises(ExportError, match="more than an Excel sheet or cell can hold"):
        write_export(pl.DataFrame({"text": ["x" * (EXCEL_CELL + 1)]}), tmp_path / "long.xlsx", "xlsx")
    for how in FORMATS:
        with pytest.raises(ExportError, match="cannot be written"):
            write_export(pl.DataFrame({"text": ["x"]}), tmp_path / "nowhere" / f"a.{how}", how)


def test_a_frame_without_any_text_goes_to_excel_too(tmp_path: Path) -> None:
    write_export(pl.DataFrame({"value": [1, 2]}), tmp_path / "numbers.xlsx", "xlsx")
    with zipfile.ZipFile(tmp_path / "numbers.xlsx") as book:
        assert b"<v>2</v>" in book.read("xl/worksheets/sheet1.xml")


def test_a_sentence_that_says_over_does_not_stand_for_a_figure_that_stands_as_exact(tmp_path: Path) -> None:
    desk = Desk()
    desk.tell("early", money("budget", 3e9, bound="at_least"), sentence="Over 12345 yuan, one hears.")
    for outlet in ("lantern", "tangyuan", "crane"):
        desk.tell(outlet, money("budget", 3e9), sentence=f"Exactly 12345 yuan, says {outlet}.")
    with open_writer(tmp_path) as connection:
        furnish(connection)
        load(connection, desk.batch(), AT)
        publish(tmp_path, connection, AT)
    with open_release(tmp_path) as release:
        (fact,) = release.facts(measure="budget").iter_rows(named=True)
        assert (fact["bound"], fact["claims"]) == ("exact", 4)
        assert release.first_sentence(fact["fact_id"])["quote"].to_list() == ["Exactly 12345 yuan, says crane."]
        assert read_mart(release, "facts")["quote"].to_list() == ["Exactly 12345 yuan, says crane."]
