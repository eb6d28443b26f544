"""The state of the view, kept in the address: a link that is passed on shows what the sender saw."""

from collections.abc import Sequence

import streamlit as st

# The choice of a filter that filters nothing; it is left out of the address.
ALL = "all"


def pick(name: str, options: Sequence[str], default: str) -> str:
    """The choice `name` among `options`: what the address says, else what was chosen last, else `default`.

    Sets the state of the widget with the key `name`, so call it before the widget is drawn.
    """
    remembered: str | None = st.session_state.get(name)
    choice = next((said for said in (st.query_params.get(name), remembered) if said in options), None) or default
    st.session_state[name] = choice
    keep(name)
    return choice


def keep(name: str) -> None:
    """Write the state of the widget `name` into the address; as `on_change` of that widget."""
    choice = st.session_state[name]
    if choice == ALL:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != choice:
        st.query_params[name] = choice


def link_to(**extra: str) -> dict[str, str]:
    """The parameters of a link that keeps language and season and adds `extra`."""
    kept = {name: st.session_state[name] for name in ("lang", "season") if name in st.session_state}
    return kept | extra
