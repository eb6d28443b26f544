"""The rates file is data with a source for each line; a broken one says what is wrong."""

from pathlib import Path

import pytest

from warehouse.errors import ReferenceFileError
from warehouse.fx_rates import load_fx_rates

CONFIG = Path(__file__).parents[2] / "config" / "fx_rates.toml"
GOOD = 'rate_on = 2026-02-02\ncurrency = "USD"\ncny_per_unit = 6.96\nsource_url = "https://rates.example/"\n'


def test_the_rates_that_ship_are_valid_and_say_how_they_were_found() -> None:
    rates = load_fx_rates(CONFIG)
    assert "USD" in rates["currency"].to_list()
    assert rates["note"].null_count() == 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[rate]]\n" + GOOD.replace("6.96", "-1"), "rate.0.cny_per_unit"),
        ("[[rate]]\n" + GOOD.replace("USD", "dollars"), "rate.0.currency"),
        ("[[rate]]\n" + GOOD + "colour = 1", "rate.0.colour"),
        (f"[[rate]]\n{GOOD}[[rate]]\n{GOOD}", "two rates for 2026-02-02"),
        ("rate = [", "not valid TOML"),
    ],
)
def test_a_broken_file_is_reported_in_one_line(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "fx_rates.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceFileError, match=complaint) as error:
        load_fx_rates(path)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ReferenceFileError, match="cannot be read"):
        load_fx_rates(tmp_path / "none.toml")
