"""How the dashboard looks: one colour per app wherever it appears, readable on a light and a dark page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import streamlit as st

from dashboard.colours import deepen, lighten
from dashboard.wording import Wording

STYLES = Path(__file__).parent / "styles"
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
NAME = re.compile(r"[a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class App:
    """One watched app in the words and the colour it has on this page; `short` leaves out the company.

    `ink` is the colour of text about it.
    """

    id: str
    is_home: bool
    name: str
    short: str
    colour: str
    ink: str


def list_apps(apps: pl.DataFrame, wording: Wording, *, is_dark: bool) -> list[App]:
    """The apps of `Release.apps()`, home first, then as the config names them."""
    return [
        App(
            id=row["id"],
            is_home=row["role"] == "home",
            name=row[f"name_{wording.lang}"],
            short=row[f"name_{wording.lang}"].split(" ")[-1],
            colour=lighten(row["colour"]) if is_dark else row["colour"],
            ink=lighten(row["colour"]) if is_dark else deepen(row["colour"]),
        )
        for row in apps.sort(pl.col("role") != "home", "place").iter_rows(named=True)
    ]


def is_dark() -> bool:
    return st.context.theme.type == "dark"


def dress(apps: Iterable[App]) -> None:
    """Put the style sheets and the colours of the apps on the page."""
    for sheet in sorted(STYLES.glob("*.css")):
        st.html(sheet)
    st.html(f"<style>{''.join(colour_rule(app) for app in apps)}</style>")


def colour_rule(app: App) -> str:
    """The CSS class of one app; raises ValueError for a colour or id that is none: CSS is no place for text."""
    if not all(map(COLOUR.fullmatch, (app.colour, app.ink))) or not NAME.fullmatch(app.id):
        message = f"app {app.id!r} has the colour {app.colour!r}: give #RRGGBB in config/watchlist.toml"
        raise ValueError(message)
    return f".app-{app.id}{{--app:{app.colour};--ink:{app.ink}}}"
