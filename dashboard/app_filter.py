"""The choice of apps that every page may offer, kept in the address by all of them."""

import streamlit as st

from dashboard.turning import choose
from dashboard.visit import Visit


def choose_apps(visit: Visit) -> None:
    """The choice that app.py has read from the address; none chosen means all."""
    st.pills(
        visit.wording.say("filter.apps"),
        [app.id for app in visit.apps],
        selection_mode="multi",
        format_func=lambda app_id: visit.find_app(app_id).short,
        key="apps",
        on_change=choose,
        args=("apps",),
    )
