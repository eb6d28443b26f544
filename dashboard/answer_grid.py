"""How the rows of an answer are drawn: numbers with their digits grouped, facts as links to their evidence."""

from urllib.parse import urlencode

import polars as pl
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.address import link_to
from dashboard.markup import reveal
from warehouse.reads import flatten

FACT = r"^[0-9a-f]{8,64}$"
# What reveal() writes out; only columns with such a character are gone through text by text.
UNSEEN = r"[\p{Cc}\p{Cf}\x{2028}\x{2029}--[\n\t]]"
LONG_NUMBER = 10_000


def make_grid(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, ColumnConfig], bool]:
    """The frame as it is drawn, how its columns are, and whether one of them leads to the evidence of facts."""
    flat = show_unseen(flatten(frame))
    columns: dict[str, ColumnConfig] = {}
    has_facts = False
    for name, kind in flat.schema.items():
        if name.endswith("fact_id") and kind == pl.String and is_all_facts(flat[name]):
            place = "/evidence?" + urlencode(link_to(fact=""))
            flat = flat.with_columns((place + pl.col(name)).alias(name))
            columns[name] = st.column_config.LinkColumn(name, display_text=r"fact=([0-9a-f]+)$")
            has_facts = True
        elif kind.is_numeric() and is_long(flat[name]):
            columns[name] = st.column_config.NumberColumn(name, format="localized")
    return flat, columns, has_facts


def show_unseen(frame: pl.DataFrame) -> pl.DataFrame:
    hiding = [
        name for name, kind in frame.schema.items() if kind == pl.String and frame[name].str.contains(UNSEEN).any()
    ]
    shown = frame.with_columns(pl.col(name).map_elements(reveal, return_dtype=pl.String) for name in hiding)
    return shown.rename({name: reveal(name) for name in frame.columns})


def is_all_facts(cells: pl.Series) -> bool:
    """Whether each cell is the name of a fact, and so may become part of an address."""
    return cells.len() > cells.null_count() and bool(cells.drop_nulls().str.contains(FACT).all())


def is_long(cells: pl.Series) -> bool:
    """Whether the numbers are so long that their digits want to be grouped; years are not."""
    largest = cells.cast(pl.Float64).abs().max()
    return isinstance(largest, float) and largest >= LONG_NUMBER
