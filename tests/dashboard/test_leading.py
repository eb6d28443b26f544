"""A click leads to its evidence, and the page that it was made on is not drawn again on the way."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
import streamlit as st

from dashboard import visit
from dashboard.leading import TARGET, note_button, note_mark
from tests.dashboard.test_pages import Open, open_page

__all__ = ["open_page"]


@pytest.mark.parametrize("page", ["timeline", "disputed", "evidence"])
def test_the_page_of_a_click_is_not_drawn_on_the_way_to_its_evidence(
    open_page: Open, find_fact: Callable[..., str], page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, fact = open_page(page, lang="zh"), find_fact("qwen", "budget")
    app.session_state[TARGET] = {"fact": fact}
    begin = Mock(wraps=visit.begin)
    monkeypatch.setattr(visit, "begin", begin)
    app.run()
    begin.assert_called_once()
    assert app.query_params["fact"] == fact
    assert app.query_params["lang"] == "zh"
    assert "千问" in app.title[0].value
    assert TARGET not in app.session_state


@pytest.mark.parametrize(
    ("clicked", "target"),
    [
        ("open:f1,c2", {"fact": "f1", "claim": "c2"}),
        ("open:f1", {"fact": "f1"}),
        ("open:a%2Cb", {"fact": "a,b"}),
        ("only:g1", None),
        (None, None),
    ],
)
def test_a_button_says_where_it_leads(
    clicked: str | None, target: dict[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    state: dict[str, Any] = {"board": {"clicked": clicked}}
    monkeypatch.setattr(st, "session_state", state)
    note_button("board", ("fact", "claim"))
    assert state.get(TARGET) == target


@pytest.mark.parametrize(("fact", "target"), [("f1", {"fact": "f1"}), (None, None), (7, None)])
def test_a_mark_leads_to_its_fact(fact: object, target: dict[str, str] | None, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = [] if fact is None else [{"fact": fact}]
    state: dict[str, Any] = {"lanes": SimpleNamespace(selection={"chosen": chosen})}
    monkeypatch.setattr(st, "session_state", state)
    note_mark("lanes")
    assert state.get(TARGET) == target
