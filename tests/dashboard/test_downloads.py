"""A file that is offered is made on the click, and a formula in it is text in every format."""

import csv
import zipfile
from io import BytesIO, StringIO
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.downloads import MIMES, make_file, name_file
from tests.dashboard.newsroom import FORMULA, HOSTILE, REVERSED
from warehouse.reads import FORMATS, fits_excel, to_bytes

FRAME = pl.DataFrame({"app": ["qwen", "元宝"], "quote": [FORMULA, HOSTILE], FORMULA: [1, -2]})


def test_every_format_of_the_exports_is_offered() -> None:
    assert MIMES.keys() == FORMATS.keys()


def test_a_formula_is_text_in_csv() -> None:
    text = make_file(FRAME, "csv").decode("utf-8-sig")
    head, first, second = csv.reader(StringIO(text))
    assert head == ["app", "quote", f"'{FORMULA}"]
    assert first == ["qwen", f"'{FORMULA}", "1"]
    assert second == ["元宝", HOSTILE, "-2"]


def test_a_formula_is_text_in_excel() -> None:
    with zipfile.ZipFile(BytesIO(make_file(FRAME, "xlsx"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "HYPERLINK" in sheet
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_parquet_gives_back_what_was_shown() -> None:
    assert pl.read_parquet(BytesIO(make_file(FRAME, "parquet"))).equals(FRAME)


def test_a_frame_is_made_only_when_somebody_clicks() -> None:
    asked = []

    def make() -> pl.DataFrame:
        asked.append(True)
        return FRAME

    assert asked == []
    assert make_file(make, "csv") == make_file(FRAME, "csv")
    assert asked == [True]


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Spend by day", "spend-by-day"), ("../../etc/passwd", "etc-passwd"), (f"{REVERSED}.exe", "egassem-exe"),
        ("千问", "table"), ("qwen_dau", "qwen-dau"),
    ],
)  # fmt: skip
def test_the_name_of_a_file_is_plain(stem: str, name: str) -> None:
    assert name_file(stem) == name


def test_numbers_without_a_text_are_a_sheet_too() -> None:
    with zipfile.ZipFile(BytesIO(to_bytes(pl.DataFrame({"facts": [73]}), "xlsx"))) as book:
        assert "<v>73</v>" in book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("how", FORMATS)
def test_an_empty_answer_is_a_file_too(how: str) -> None:
    assert to_bytes(pl.DataFrame(schema={"app": pl.String, "value": pl.Float64}), how)


def test_a_text_too_long_for_a_cell_of_excel_is_known_beforehand() -> None:
    assert fits_excel(FRAME)
    assert fits_excel(pl.DataFrame({"value": [1]}))
    assert not fits_excel(pl.DataFrame({"text": ["x" * 40_000]}))
    assert not fits_excel(pl.DataFrame({"texts": [["x" * 20_000, "x" * 20_000]]}))


def draw_offer() -> None:
    import polars as pl

    from dashboard.downloads import offer
    from dashboard.wording import load_wording

    class Visit:
        wording = load_wording("zh")

    offer(pl.DataFrame({"text": ["x" * 40_000]}), "Long text", Visit())  # type: ignore[arg-type]


def test_a_format_that_cannot_be_made_is_offered_as_such() -> None:
    app = AppTest.from_function(draw_offer).run(timeout=30)
    assert not app.exception
    buttons: dict[str, Any] = {button.proto.label: button.proto for button in app.get("download_button")}
    assert {label: button.disabled for label, button in buttons.items()} == {
        "CSV": False, "Excel": True, "Parquet": False,
    }  # fmt: skip
    assert "CSV" in buttons["Excel"].help
