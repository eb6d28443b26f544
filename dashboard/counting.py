"""How many figures or sentences there are for each choice of a filter, given what the other filters say."""

from collections.abc import Mapping, Sequence

import polars as pl

FIGURES, SENTENCES = "figures", "sentences"
VIEWS = (FIGURES, SENTENCES)
FILTERS = ("measure", "outlet", "text", "basis", "status")


def find_column(name: str, view: str) -> str:
    """The column of the tally that the filter `name` looks at: a sentence has a basis of its own."""
    return "said_basis" if name == "basis" and view == SENTENCES else name


def narrow_apps(tally: pl.DataFrame, apps: Sequence[str]) -> pl.DataFrame:
    return tally.filter(pl.col("app").is_in(apps))


def narrow(tally: pl.DataFrame, view: str, chosen: Mapping[str, str], free: str = "") -> pl.DataFrame:
    """The rows that pass the filters `chosen` ("" for any) but for the one called `free`."""
    asked = {name: choice for name, choice in chosen.items() if choice and name != free}
    return tally.filter(True, *(pl.col(find_column(name, view)) == choice for name, choice in asked.items()))


def count(view: str) -> pl.Expr:
    """How many figures, or sentences, rows of the tally stand for."""
    return (pl.col("claims").sum() if view == SENTENCES else pl.col("fact").n_unique()).alias("found")


def count_found(tally: pl.DataFrame, view: str, chosen: Mapping[str, str]) -> int:
    found: int = narrow(tally, view, chosen).select(count(view)).item()
    return found


def count_choices(tally: pl.DataFrame, view: str, chosen: Mapping[str, str], name: str) -> dict[str, int]:
    """How many would be found for each choice of the filter `name`, the most frequent first."""
    column = find_column(name, view)
    rows = narrow(tally, view, chosen, free=name).group_by(column).agg(count(view))
    return dict(rows.sort("found", column, descending=[True, False]).iter_rows())
