"""What an address says is what is shown; only language, season and apps are carried over by a link without them."""

import re
from types import SimpleNamespace

import pytest

from dashboard import address, turning
from dashboard.address import ALL, keep, link_to, pick, pick_many, pick_number, pick_text, reset
from dashboard.turning import choose

MEASURES = (ALL, "budget", "dau")
APPS = ("qwen", "yuanbao", "doubao")
LANGUAGES = ("en", "zh")


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The address and the state of one visit, and the run that draws it."""
    run = SimpleNamespace(is_history_navigation=False, fragment_ids_this_run=None)
    visit = SimpleNamespace(query_params={}, session_state={}, run=run)
    monkeypatch.setattr(address, "st", visit)
    monkeypatch.setattr(turning, "st", visit)
    monkeypatch.setattr(address, "get_script_run_ctx", lambda: run)
    return visit


def test_a_choice_that_left_the_address_is_forgotten(page: SimpleNamespace) -> None:
    page.query_params |= {"season": "2026", "measure": "dau", "apps": "qwen"}
    assert (pick("measure", MEASURES, ALL), pick_many("apps", APPS)) == ("dau", ("qwen",))
    del page.query_params["measure"], page.query_params["apps"]
    assert (pick("measure", MEASURES, ALL), pick_many("apps", APPS)) == (ALL, ())
    assert (page.session_state["measure"], page.session_state["apps"]) == (ALL, [])


def test_a_bare_link_keeps_language_season_and_apps_and_nothing_else(page: SimpleNamespace) -> None:
    page.session_state |= {"lang": "zh", "season": "2025", "apps": ["doubao"], "measure": "dau"}
    assert pick("lang", LANGUAGES, "en") == "zh"
    assert pick_many("apps", APPS) == ("doubao",)
    assert pick("season", ("2026", "2025"), "2026") == "2025"
    assert pick("measure", MEASURES, ALL) == ALL
    assert page.query_params == {"lang": "zh", "apps": "doubao", "season": "2025"}


def test_a_default_needs_no_word_in_the_address(page: SimpleNamespace) -> None:
    page.query_params["season"] = "2026"
    pick("axis", ("lunar", "calendar"), "lunar")
    pick_many("events", ("launch", "end"))
    assert page.query_params == {"season": "2026"}


def test_what_nothing_answers_to_is_taken_out_of_the_address(page: SimpleNamespace) -> None:
    page.query_params |= {"season": "2026", "measure": "<script>", "events": "launch,<script>", "lang": "xx"}
    assert pick("measure", MEASURES, ALL) == ALL
    assert pick_many("events", ("launch", "end")) == ("launch",)
    assert pick("lang", LANGUAGES, "en") == "en"
    assert page.query_params == {"season": "2026", "events": "launch", "lang": "en"}


def test_many_are_in_their_order_whatever_the_address_says(page: SimpleNamespace) -> None:
    page.query_params |= {"season": "2026", "apps": "doubao,qwen,doubao"}
    assert pick_many("apps", APPS) == ("qwen", "doubao")


@pytest.mark.parametrize(
    ("said", "number"), [("3", 3), ("99", 7), ("0", 1), ("-2", 1), ("", 1), ("٣", 1), ("1e3", 1), ("9" * 5000, 7)]
)
def test_a_number_is_one_that_there_is(page: SimpleNamespace, said: str, number: int) -> None:
    page.query_params["at"] = said
    assert pick_number("at", 7) == number


def test_a_text_has_its_shape_or_is_none(page: SimpleNamespace) -> None:
    page.query_params |= {"fact": "0123abcd", "group": "../etc", "q": "红包" * 50}
    assert pick_text("fact", re.compile("[0-9a-f]{8,64}")) == "0123abcd"
    assert pick_text("group", re.compile("[0-9a-f]{8,64}")) == ""
    assert pick_text("q", re.compile(".*"), 80) == "红包" * 40
    assert pick_text("absent", re.compile(".*")) == ""


def test_a_link_carries_what_every_page_keeps(page: SimpleNamespace) -> None:
    page.session_state |= {"lang": "en", "season": "2026", "apps": ["qwen", "doubao"], "measure": "dau"}
    assert link_to(fact="f1") == {"lang": "en", "season": "2026", "apps": "qwen,doubao", "fact": "f1"}
    reset("apps")
    assert link_to() == {"lang": "en", "season": "2026"}


@pytest.mark.parametrize("old", ["All", "全部", "Daily users (3)"])
def test_old_words_of_a_widget_are_no_choice(page: SimpleNamespace, old: str) -> None:
    page.query_params |= {"season": "2026", "measure": "dau", "at": "2"}
    pick("measure", MEASURES, ALL)
    page.session_state["measure"] = old
    choose("measure")
    assert page.query_params == {"season": "2026", "measure": "dau", "at": "2"}


def test_old_words_beside_a_choice_of_many_are_none(page: SimpleNamespace) -> None:
    page.query_params |= {"season": "2026", "apps": "qwen"}
    pick_many("apps", APPS)
    page.session_state["apps"] = ["qwen", "千问"]
    keep("apps")
    assert page.query_params["apps"] == "qwen"


def test_a_choice_begins_its_list_at_the_first_page(page: SimpleNamespace) -> None:
    page.query_params |= {"season": "2026", "measure": "dau", "at": "2"}
    pick("measure", MEASURES, ALL)
    page.session_state["measure"] = ALL
    choose("measure")
    assert page.query_params == {"season": "2026"}


@pytest.mark.parametrize("run", [{"is_history_navigation": True}, {"fragment_ids_this_run": ["watch"]}])
def test_what_stands_in_a_widget_is_no_choice_unless_the_whole_page_runs_for_it(
    page: SimpleNamespace, run: dict[str, object]
) -> None:
    page.query_params |= {"season": "2026"}
    pick("lang", LANGUAGES, "en")
    page.session_state["lang"] = "zh"
    vars(page.run).update(run)
    keep("lang")
    assert page.query_params["lang"] == "en"


def test_an_address_of_the_past_is_left_as_it_is(page: SimpleNamespace) -> None:
    page.query_params |= {"season": "2026", "lang": "en", "measure": "gone", "events": "gone"}
    page.run.is_history_navigation = True
    assert (pick("measure", MEASURES, ALL), pick_many("events", ("launch",))) == (ALL, ())
    assert page.query_params == {"season": "2026", "lang": "en", "measure": "gone", "events": "gone"}
