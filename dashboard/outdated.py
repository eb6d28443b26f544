"""Whether a release has what these pages read: one of an earlier Hongbao may lack a table or a column of it.

Asked once, before any page is drawn, so that none finds out in the middle of its work.
"""

import tomllib
from functools import cache
from pathlib import Path

import polars as pl
import streamlit as st

from dashboard.release import KEPT_OPEN, open_version

# What a release of today holds in the two schemas that pages read; `python -m tests.dashboard.holding` writes it.
HOLDINGS = Path(__file__).with_name("holdings.toml")


@st.cache_data(max_entries=KEPT_OPEN, show_spinner=False)
def list_lacking(version: str) -> list[str]:
    """The tables and columns that the release lacks: "marts.edition", "marts.facts.day_claims"; [] for none."""
    return compare(list_held(open_version(version).tables()), read_holdings())


@cache
def read_holdings() -> dict[str, list[str]]:
    return tomllib.loads(HOLDINGS.read_text(encoding="utf-8"))


def list_held(tables: pl.DataFrame) -> dict[str, list[str]]:
    """The columns by table, of what `Release.tables` gives of the marts and of what was loaded.

    A column of fields is named with them: one of them may be lacking.
    """
    held: dict[str, list[str]] = {}
    for schema, name, column, kind in tables.select("schema", "name", "column", "type").iter_rows():
        if schema in {"marts", "raw"}:
            held.setdefault(f"{schema}.{name}", []).append(f"{column} {kind}" if "STRUCT" in kind else column)
    return held


def compare(held: dict[str, list[str]], wanted: dict[str, list[str]]) -> list[str]:
    """What of `wanted` is not `held`: whole tables by their names, else columns of them."""
    gone = [table for table in wanted if table not in held]
    held_too = sorted(wanted.keys() & held)
    columns = [f"{table}.{column}" for table in held_too for column in wanted[table] if column not in held[table]]
    return [*gone, *columns]
