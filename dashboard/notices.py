"""Says in a framed box what is the matter and what to do: nothing found, nothing fits, not there yet."""

import streamlit as st

from dashboard.markup import Markup, tag
from dashboard.visit import Visit
from dashboard.wording import Wording


def make_notice(says: str, what_to_do: str = "", more: Markup | None = None) -> Markup:
    """The box: what is the matter, what to do, and what else there is to see."""
    todo = tag("p", what_to_do) if what_to_do else ""
    return tag("div", tag("strong", says), todo, more or "", kind="notice")


def notify(says: str, what_to_do: str = "") -> None:
    """Draw a notice."""
    st.html(make_notice(says, what_to_do).html)


def notify_state(state: str, wording: Wording) -> None:
    """A state of the catalogue: `state.{state}` says what is the matter, `state.{state}_do` what to do."""
    notify(wording.say(f"state.{state}"), wording.say(f"state.{state}_do"))


def begin_page(page: str, visit: Visit, **places: object) -> None:
    """The page's title and what it is for."""
    st.title(visit.wording.say(f"{page}.heading", **places), anchor=False)
    st.html(tag("p", visit.wording.say(f"{page}.lead", **places), kind="lead").html)
