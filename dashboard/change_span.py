"""Chooses the day since which changes are shown: none for the release before; the address keeps it."""

import re
from datetime import date, timedelta

import streamlit as st

from dashboard.address import by_hand, pick_text
from dashboard.dates import SHANGHAI
from dashboard.turning import PLACE
from dashboard.visit import Visit

SINCE = "since"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
WIDGET = "since-day"
WIDTH = 280


def choose_since(visit: Visit) -> date | None:
    """The day that was chosen, up to the one before the release's; None for the release before."""
    words = visit.wording.say
    last = visit.release.released_at.astimezone(SHANGHAI).date() - timedelta(days=1)
    asked = read_day(pick_text(SINCE, DAY))
    since = min(asked, last) if asked else None
    st.session_state[WIDGET] = since
    st.date_input(
        words("changes.since"),
        value=None,
        max_value=last,
        format="YYYY-MM-DD",
        key=WIDGET,
        help=words("changes.since_help"),
        on_change=keep_since,
        width=WIDTH,
    )
    return since


def read_day(text: str) -> date | None:
    """An ISO day; None for anything else, and for days that no calendar has."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@by_hand
def keep_since() -> None:
    """Keep the chosen day in the address, and begin the list at its first page."""
    st.query_params.pop(PLACE, None)
    chosen = st.session_state[WIDGET]
    if chosen is None:
        st.query_params.pop(SINCE, None)
    else:
        st.query_params[SINCE] = chosen.isoformat()
