"""Long lists in pages: which rows stand on the page that the address asks for, and the switch between pages."""

import streamlit as st

from dashboard.address import by_hand, keep, pick_number

PLACE = "at"


def draw_turning(count: int, rows: int) -> slice:
    """The switch for `count` entries, `rows` a page, if there are several pages; the entries to show."""
    pages = -(-count // rows)
    page = pick_number(PLACE, pages)
    if pages > 1:
        st.session_state[PLACE] = page
        page = st.pagination(pages, key=PLACE, on_change=turn)
    return slice((page - 1) * rows, page * rows)


@by_hand
def turn() -> None:
    """Keep the chosen page in the address; the first is left out of it."""
    page = st.session_state[PLACE]
    if page == 1:
        st.query_params.pop(PLACE, None)
    else:
        st.query_params[PLACE] = str(page)


@by_hand
def choose(name: str) -> None:
    """Keep the filter `name` in the address, and begin the narrowed list at its first page."""
    before = st.query_params.get(name)
    keep(name)
    if st.query_params.get(name) != before:
        st.query_params.pop(PLACE, None)
