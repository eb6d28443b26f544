"""Reads the boards of a page, and makes the visit that draws one without a page."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, cast

from streamlit.testing.v1 import AppTest

from dashboard.board import Node
from dashboard.theme import App
from dashboard.visit import Visit
from dashboard.wording import Wording, load_wording
from tests.dashboard.newsroom import APPS
from warehouse.reads import Edition, Release

EN, ZH = load_wording("en"), load_wording("zh")


def make_visit(wording: Wording = EN, chosen: tuple[str, ...] = (), version: str = "") -> Visit:
    """A visit of the newsroom's apps to the release `version`; without one, for what draws and does not read."""
    apps = [App(app, role == "home", name, name.split(" ")[-1], colour, colour) for app, role, name, _, colour in APPS]
    nothing = cast("Any", None)
    return Visit(cast("Release", nothing), version, wording, cast("Edition", nothing), apps, 2026, chosen)


def find_boards(app: AppTest) -> list[Node]:
    """The nodes of all boards of the page."""
    found = [json.loads(board.proto.json)["nodes"] for board in app.get("bidi_component")]
    return [node for nodes in found for node in nodes]


def walk(nodes: Iterable[Any]) -> Iterator[Node]:
    """The nodes and all nodes in them."""
    for node in nodes:
        if isinstance(node, dict):
            yield node
            yield from walk(node["inside"])


def find(nodes: Iterable[Any], kind: str) -> list[Node]:
    """The nodes of the class `kind`."""
    return [node for node in walk(nodes) if kind in node.get("kind", "").split()]


def text(node: Any) -> str:
    return node if isinstance(node, str) else "".join(text(part) for part in node["inside"])


def list_openings(app: AppTest) -> dict[str, str]:
    """What the buttons of the boards that open sentences open, by their text."""
    return {text(node): node["act"].removeprefix("open:") for node in walk(find_boards(app)) if "act" in node}
