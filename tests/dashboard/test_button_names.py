"""Who hears the buttons of a board one by one hears of each whose, of what, and what for."""

from collections.abc import Iterator, Sequence

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.board import Node, draw_table, hide, name_node, node, open_facts, save_table
from dashboard.button_names import LONGEST, name_buttons
from tests.dashboard.boards import find_boards, walk
from tests.dashboard.test_pages import Open, open_page

__all__ = ["open_page"]

PURPOSE = "open the sentence"
NUMBER = open_facts(node("button", "¥1 bn", kind="number"), ["f"])


def hear(nodes: Sequence[Node]) -> list[str]:
    named = walk(name_buttons(nodes, PURPOSE))
    return [made["words"]["aria-label"] for made in named if made["name"] in {"button", "summary"}]


def test_a_figure_is_named_by_its_row_and_its_card() -> None:
    who = node("div", node("span", hide(node("span", kind="dot")), "Qwen", kind="name"), node("span", "7 origins"))
    rows = [node("li", node("div", who), node("div", NUMBER)), node("li", node("div", "Nobody"))]
    foot = node("div", node("details", node("summary", "Table")), save_table(node("button", "Download"), "budget"))
    card = node("section", node("div", node("h3", "Announced budget")), node("ul", *rows), foot)
    assert hear([card]) == [
        "¥1 bn, Qwen, Announced budget: open the sentence",
        "Table, Announced budget",
        "Download, Announced budget",
    ]


def test_a_figure_of_a_card_is_named_by_its_label() -> None:
    figures = [node("div", node("p", label, kind="label"), NUMBER) for label in ("Budget", "Users")]
    heard = hear([node("section", node("h3", "Qwen"), *figures)])
    assert heard == ["¥1 bn, Budget, Qwen: open the sentence", "¥1 bn, Users, Qwen: open the sentence"]


def test_what_has_a_name_or_speaks_for_itself_keeps_it() -> None:
    point = name_node(NUMBER, "aria-label", "Alibaba Qwen: ¥1 bn")
    quote = open_facts(node("button", "a" * LONGEST, node("strong", "1")), ["f"])
    named = name_buttons([node("section", node("h3", "Spend"), point, quote)], PURPOSE)
    assert [made.get("words") for made in walk(named) if made["name"] == "button"] == [
        {"aria-label": "Alibaba Qwen: ¥1 bn"}, None
    ]  # fmt: skip


@pytest.mark.parametrize(("before", "level"), [([], "2"), ([node("h2", "Spend")], None)])
def test_headings_leave_out_no_level(before: list[Node], level: str | None) -> None:
    card = node("section", node("h3", "Announced budget"))
    made = next(made for made in walk(name_buttons([*before, card], PURPOSE)) if made["name"] == "h3")
    assert made.get("words", {}).get("aria-level") == level


def test_a_wide_table_is_scrolled_by_the_keys() -> None:
    assert draw_table(["a"], [["b"]])["words"] == {"tabindex": "0"}


def list_buttons(app: AppTest) -> Iterator[Node]:
    return (made for made in walk(find_boards(app)) if made["name"] in {"button", "summary"})


@pytest.mark.parametrize(("lang", "purpose"), [("en", ": open the sentence"), ("zh", ": 查看原句")])
def test_no_two_figures_of_a_page_are_named_alike(open_page: Open, lang: str, purpose: str) -> None:
    names = [made["words"]["aria-label"] for made in list_buttons(open_page("disputed", lang=lang))]
    opening = [name for name in names if name.endswith(purpose)]
    assert opening
    assert len(set(opening)) == len(opening)
