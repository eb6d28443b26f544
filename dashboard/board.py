"""Draws many figures as one element of the page: a tree of plain nodes, and word of which button in it was clicked.

Streamlit needs a message, a place and a check for each element; some two hundred of them are what made a page slow.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import streamlit as st

from dashboard.button_names import name_buttons
from dashboard.markup import KIND, reveal
from dashboard.visit import current

Node = dict[str, Any]
Inside = str | Node

SCRIPT = Path(__file__).with_name("board.js")
NUMBER = re.compile(r"[a-z][a-z0-9]*")
# What a button of a board may ask for: the sentences behind facts, a table as a file, or nothing but this on the page.
OPEN, SAVE, ONLY = "open", "save", "only"

mount = st.components.v2.component(
    "hongbao_board", html='<div class="board"></div>', js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
)


def node(name: str, *inside: Inside, kind: str = "", title: str = "", **numbers: float) -> Node:
    """An element of class `kind`; `numbers` are for the style sheet (var(--start)) or the ends of a line (x1, shares).

    Text inside stays text. Raises ValueError for a class not foreseen; board.js refuses an element it does not know.
    """
    if not KIND.fullmatch(kind) or not all(map(NUMBER.fullmatch, numbers)):
        message = f"<{name} class={kind!r}> with {sorted(numbers)} is not among what a board draws"
        raise ValueError(message)
    made: Node = {"name": name, "inside": [reveal(part) if isinstance(part, str) else part for part in inside]}
    made |= {"kind": kind} if kind else {}
    made |= {"numbers": numbers} if numbers else {}
    return name_node(made, "title", title) if title else made


def name_node(made: Node, word: str, text: str) -> Node:
    """The node with a `title`, an `aria-label` or another of the words that board.js lets in."""
    return made | {"words": made.get("words", {}) | {word: reveal(text)}}


def hide(made: Node) -> Node:
    """The node, passed over by a reader that cannot see it."""
    return name_node(made, "aria-hidden", "true")


def open_facts(made: Node, facts: Iterable[str]) -> Node:
    """The node as a button that opens the sentences behind `facts`."""
    return made | {"act": f"{OPEN}:{','.join(quote(fact, safe='') for fact in facts)}"}


def save_table(made: Node, stem: str) -> Node:
    """The node as a button that offers the table `stem` as a file."""
    return made | {"act": f"{SAVE}:{stem}"}


def show_only(made: Node, name: str) -> Node:
    """The node as a button that leaves on the page nothing but what is called `name`."""
    return made | {"act": f"{ONLY}:{quote(name, safe='')}"}


def draw_table(heads: Sequence[str], rows: Iterable[Sequence[Inside]]) -> Node:
    """A table that scrolls where it is too wide, by the keys as well."""
    head = node("tr", *(node("th", cell) for cell in heads))
    body = (node("tr", *(node("td", cell) for cell in row)) for row in rows)
    table = node("div", node("table", node("thead", head), node("tbody", *body)), kind="table")
    return name_node(table, "tabindex", "0")


def draw_nodes(nodes: Sequence[Node], key: str, on_click: Callable[[], None] = lambda: None) -> tuple[str, list[str]]:
    """Put the nodes on the page; what the button just clicked asks for (OPEN, SAVE, ONLY, "") and of what."""
    named = name_buttons(nodes, current().wording.say("board.open"))
    return split_act(mount(data={"nodes": named}, key=key, on_clicked_change=on_click).clicked)


def split_act(clicked: object) -> tuple[str, list[str]]:
    """What a button asks for and the names in it, as `open_facts`, `save_table` and `show_only` wrote them."""
    wish, _, names = (clicked if isinstance(clicked, str) else "").partition(":")
    return wish, [unquote(name) for name in names.split(",")] if names else []
