"""A board draws text as text, and a click in it opens nothing but what the release has."""

import re

import pytest

from dashboard.board import SCRIPT, node, open_facts
from tests.dashboard.newsroom import HOSTILE, REVERSED

FORBIDDEN = ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "href", "src", "eval(", "srcdoc", "cssText")


@pytest.mark.parametrize("word", FORBIDDEN)
def test_the_script_of_the_board_has_no_way_to_make_markup_or_an_address_of_text(word: str) -> None:
    assert word not in SCRIPT.read_text(encoding="utf-8")


def test_the_script_knows_no_element_that_runs_or_loads() -> None:
    known = re.findall(r'"([a-z0-9]+)"', SCRIPT.read_text(encoding="utf-8"))
    assert not {"script", "a", "img", "iframe", "style", "link", "object", "foreignObject", "use", "form"} & set(known)


def test_hostile_text_is_handed_on_as_text_without_what_acts_unseen() -> None:
    made = node("b", HOSTILE, title=HOSTILE)
    assert made["inside"][0].startswith("<script>")
    assert REVERSED[0] not in made["inside"][0] + made["words"]["title"]


@pytest.mark.parametrize("kind", ['x" onclick="y', "a;b", "<b>"])
def test_a_class_that_is_none_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="not among what a board draws"):
        node("div", kind=kind)


def test_a_number_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="not among what a board draws"):
        node("div", **{"background:url": 1.0})


def test_a_button_says_which_facts_it_opens() -> None:
    assert open_facts(node("button", "¥3 bn"), ["f1", "f2"])["act"] == "open:f1,f2"
