"""Leads from what was clicked to its evidence.

A click runs the page that it was made on. Its evidence is gone to before that page is drawn: it would be for nothing.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.address import by_hand, link_to
from dashboard.board import OPEN, Node, draw_nodes, split_act
from dashboard.layers import CLICK, FACT, Spec, draw
from dashboard.pages import page_file

TARGET = "led_to"


def follow(nodes: Sequence[Node], key: str, *terms: str) -> tuple[str, list[str]]:
    """Draw the nodes as `draw_nodes` does; a button of OPEN leads to the evidence of what it names.

    `terms` are what its names are in the address: without them a fact, and of it a claim.
    """
    return draw_nodes(nodes, key, partial(note_button, key, terms or ("fact", "claim")))


def follow_marks(spec: Spec, key: str) -> None:
    """Draw the picture; a mark leads to the evidence of its fact."""
    draw(spec, key, partial(note_mark, key))


@by_hand
def note_button(key: str, terms: Sequence[str]) -> None:
    wish, names = split_act(st.session_state[key].get("clicked"))
    if wish == OPEN:
        st.session_state[TARGET] = dict(zip(terms, names, strict=False))


@by_hand
def note_mark(key: str) -> None:
    clicked = st.session_state[key].selection.get(CLICK) or [{}]
    fact = clicked[0].get(FACT)
    if isinstance(fact, str):
        st.session_state[TARGET] = {"fact": fact}


def go() -> None:
    """Go where the click led that this run answers, if it did; the rest of the run is not made."""
    target = st.session_state.pop(TARGET, None)
    if target:
        st.switch_page(page_file("evidence"), query_params=link_to(**target))
