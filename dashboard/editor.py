"""The query that somebody is typing: kept over pages and releases, never overwritten but by their own doing."""

import streamlit as st

from dashboard.recipes import Recipe

TEXT = "sql-text"
# Streamlit forgets the state of a widget when its page is left; this is what it is given back.
KEPT = "sql-text-kept"
GIVEN = "sql-text-given"


def begin(first: str) -> None:
    """Give the editor its text before it is drawn: what was in it last, else `first`."""
    if TEXT not in st.session_state:
        if KEPT not in st.session_state:
            give(first)
        st.session_state[TEXT] = st.session_state[KEPT]


def keep_text() -> None:
    """Remember what was typed; as `on_change` of the editor."""
    st.session_state[KEPT] = st.session_state[TEXT]


def start_from(recipe: Recipe) -> None:
    """The query of the cookbook in the place of what was there: it was asked for by name."""
    give(recipe.sql)


def put(query: str) -> None:
    """Put in `query`, as `FROM marts.facts`: behind what somebody typed, in the place of what they did not."""
    typed = (st.session_state.get(TEXT) or "").rstrip()
    is_own = typed and typed != st.session_state.get(GIVEN, "").rstrip()
    give(f"{typed}\n{query}" if is_own else query, query)


def give(text: str, given: str | None = None) -> None:
    st.session_state[TEXT] = st.session_state[KEPT] = text
    st.session_state[GIVEN] = text if given is None else given
