"""The top of every page: which edition this is, how fresh it is, and the switches of language and season."""

import streamlit as st

from dashboard.address import keep
from dashboard.banner import draw_edition, draw_freshness
from dashboard.doors import draw_way_out
from dashboard.freshness import Freshness
from dashboard.languages import draw_language
from dashboard.visit import Visit
from dashboard.wording import Wording


def draw_header(visit: Visit, seasons: list[str], fresh: Freshness) -> None:
    """Banners, freshness and switches; `seasons` are those to choose from, latest first."""
    if visit.edition.edition == "sample":
        st.html(draw_edition(visit.wording).html)
    row = st.container(horizontal=True, vertical_alignment="center", key="header")
    with row:
        st.html(draw_freshness(visit, fresh).html)
        draw_switches(visit.wording, seasons)
        draw_way_out(visit.wording)


def draw_switches(wording: Wording, seasons: list[str]) -> None:
    if seasons:
        st.segmented_control(
            wording.say("app.season"),
            seasons,
            format_func=lambda year: wording.say("app.season_name", year=year),
            key="season",
            required=True,
            on_change=keep,
            args=("season",),
            label_visibility="collapsed",
        )
    draw_language(wording)
