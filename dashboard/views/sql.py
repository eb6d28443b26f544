"""To be built."""

import streamlit as st

from dashboard.visit import Visit, current


def show(visit: Visit) -> None:
    st.title(visit.wording.say("page.sql"), anchor=False)


if __name__ == "__main__":
    show(current())
