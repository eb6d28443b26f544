"""Offers what a page shows as a file: CSV, Excel, Parquet, made on the click and with nothing in it that runs."""

import re
from collections.abc import Callable
from functools import partial

import polars as pl
import streamlit as st

from dashboard.visit import Visit
from warehouse.reads import fits_excel, to_bytes

Source = pl.DataFrame | Callable[[], pl.DataFrame]
MIMES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
WIDTH = 250
OTHER_SIGNS = re.compile(r"[^a-z0-9]+")


def offer(frame: Source, stem: str, visit: Visit) -> None:
    """A button "Download" with a choice of formats; `stem` names the file, and is the only one of its name on a page.

    A callable is asked for its frame when somebody clicks, outside of the page's own run: it must not draw.
    """
    button = st.popover(
        visit.wording.say("download.open"), icon=":material/download:", key=f"download-{name_file(stem)}"
    )
    with button, st.container(width=WIDTH):
        offer_formats(frame, stem, visit)


def offer_formats(frame: Source, stem: str, visit: Visit) -> None:
    """A button for each format, where there is room for them."""
    words, clean = visit.wording.say, name_file(stem)
    for how, mime in MIMES.items():
        is_possible = how != "xlsx" or callable(frame) or fits_excel(frame)
        st.download_button(
            words(f"download.{how}"),
            partial(make_file, frame, how),
            f"hongbao-{clean}.{how}",
            mime,
            key=f"download-{clean}-{how}",
            on_click="ignore",
            disabled=not is_possible,
            help=None if is_possible else words("download.too_long"),
            width="stretch",
        )
    st.caption(words("download.explain"))


def make_file(frame: Source, how: str) -> bytes:
    return to_bytes(frame() if callable(frame) else frame, how)


def name_file(stem: str) -> str:
    """The stem in small letters, digits and - only: a file's name comes from the data as well."""
    return OTHER_SIGNS.sub("-", stem.lower()).strip("-") or "table"
