"""The page Evidence: lists of figures and sentences, and behind each the words, the outlet and the archived page."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import filters
from dashboard.citations import cite_bibtex
from dashboard.claims import draw_words
from dashboard.counting import FIGURES, SENTENCES, count_choices, count_found
from dashboard.links import link_sentence
from dashboard.listing import list_figures, list_printings, list_sentences
from tests.dashboard.amending import amend
from tests.dashboard.boards import EN, ZH, find, find_boards, list_openings, make_visit, text
from tests.dashboard.newsroom import HOSTILE, QWEN_BUDGET, SCRIPT, open_room
from tests.dashboard.opening import open_app
from tests.dashboard.test_pages import Open, open_page, read
from tests.warehouse.desk import AT, Desk, furnish, money
from warehouse.load import load
from warehouse.publish import publish
from warehouse.reads import UNKNOWN, Release, Wanted, open_release
from warehouse.stories import tell_stories
from warehouse.writer import open_writer

__all__ = ["open_page"]

APPS = ("qwen", "yuanbao", "wenxin", "doubao")
ALL = Wanted(season=2026, apps=APPS)
Find = Callable[[str, str], str]
URL = "https://lantern.example/1"
TWICE = "The first day: over 5 million came.\nMore came later.\nThe second day: over 5 million came."


# What is in a list


def test_each_figure_is_a_row_that_opens_its_evidence(room_release: Release, find_fact: Find) -> None:
    drawn = list_figures(room_release.find_figures(ALL, 100), make_visit())
    shown = {text(find([row], "found-value")[0]): text(row) for row in find([drawn], "figure-row")}
    assert {"¥3 bn", "¥30 bn", "¥1 bn", "up to ¥10,000", "73.52 m", "over 100 m"} <= shown.keys()
    assert "Qwen · Announced budget" in shown["¥3 bn"]
    assert "likely a translation slip" in shown["¥30 bn"]
    assert "7 Feb 2026" in shown["73.52 m"]
    acts = [node["inside"][0]["act"] for node in find([drawn], "found-value")]
    assert acts[0] == f"open:{find_fact('qwen', 'budget')}"


def test_each_sentence_is_a_row_with_its_number_marked(room_release: Release) -> None:
    rows = room_release.find_sentences(ALL, 100).filter(pl.col("quote") == QWEN_BUDGET)
    drawn = list_sentences(rows, make_visit(ZH))
    (button,) = find([drawn], "found-quote")[0]["inside"]
    assert [text(part) for part in button["inside"]] == ["Qwen will spend ", "3 billion yuan", " on treats."]
    assert button["act"] == f"open:{rows['fact_id'][0]},{rows['claim_id'][0]}"
    assert "宣布的预算30亿元" in text(drawn)
    assert "Lantern Daily2026年2月10日 09:00 · 英文" in text(drawn)


def test_hostile_words_stay_words_in_every_list(room_release: Release) -> None:
    sentences = room_release.find_sentences(Wanted(season=2026, apps=APPS, q="<script>"), 5)
    for drawn in (list_sentences(sentences, make_visit()), list_printings(sentences, make_visit())):
        assert SCRIPT in text(drawn)
        assert "\u202e" not in text(drawn)
        assert "[U+202E]" in text(drawn)


TALLY = pl.DataFrame(
    [
        ("f1", "budget", "disputed", "official", "media", "A", "en", 3),
        ("f1", "budget", "disputed", "official", "official", "B", "zh", 2),
        ("f2", "dau", "disputed", "media", "media", "A", "en", 5),
    ],
    schema=["fact", "measure", "status", "basis", "said_basis", "outlet", "text", "claims"],
    orient="row",
)


def test_counts_beside_the_choices_heed_the_other_filters() -> None:
    assert count_choices(TALLY, FIGURES, {"outlet": "A"}, "measure") == {"budget": 1, "dau": 1}
    assert count_choices(TALLY, SENTENCES, {"outlet": "A"}, "measure") == {"dau": 5, "budget": 3}
    assert count_choices(TALLY, SENTENCES, {"outlet": "A"}, "outlet") == {"A": 8, "B": 2}
    assert count_choices(TALLY, FIGURES, {}, "basis") == {"media": 1, "official": 1}
    assert count_choices(TALLY, SENTENCES, {}, "basis") == {"media": 8, "official": 2}


def test_what_is_found_is_counted_in_figures_or_in_sentences() -> None:
    assert count_found(TALLY, FIGURES, {"text": "en", "basis": ""}) == 2
    assert count_found(TALLY, SENTENCES, {"text": "en", "basis": ""}) == 8
    assert count_found(TALLY, SENTENCES, {"basis": "official"}) == 2
    assert count_found(TALLY.clear(), SENTENCES, {}) == 0


@pytest.mark.parametrize("typed", ["all", "100%", "红包", "<b>"])
def test_any_words_can_be_searched_for(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    page = SimpleNamespace(query_params={"at": "3"}, session_state={"q": typed})
    monkeypatch.setattr(filters, "st", page)
    filters.search()
    assert page.query_params == {"q": typed}
    page.session_state["q"] = ""
    filters.search()
    assert page.query_params == {}


def test_a_choice_is_named_in_words_and_an_outlet_as_it_names_itself() -> None:
    assert filters.name_choice("text", "zh-Hant", EN) == "Chinese (traditional)"
    assert filters.name_choice("measure", "dau", ZH) == "日活"
    assert filters.name_choice("outlet", "A-B & *C*", EN) == "A-B & *C*"
    assert filters.name_choice("outlet", "\u202eegassem", EN) == "[U+202E]egassem"
    assert filters.name_choice("outlet", UNKNOWN, EN) == "publisher unknown"


# One claim


def test_a_sentence_that_stands_twice_is_told_by_what_stands_around_it() -> None:
    said = "over 5 million came."
    first, second = TWICE.index(said), TWICE.rindex(said)
    assert link_sentence(URL, said, TWICE, first) == f"{URL}#:~:text=The%20first%20day%3A-,over%205%20million%20came."
    assert link_sentence(URL, said, TWICE, second) == f"{URL}#:~:text=The%20second%20day%3A-,over%205%20million%20came."
    assert link_sentence(URL, "More came later.", TWICE, 0) == f"{URL}#:~:text=More%20came%20later."
    behind = "5 million came, they said. 5 million came, others say."
    assert link_sentence(URL, "5 million came,", behind).endswith("came%2C,-they%20said.%205%20million%20came%2C")


def test_a_long_chinese_sentence_is_cut_between_clauses() -> None:
    """A browser finds whole words only, and a cut at any character may go through one."""
    long = f"千问的日活已经到七千三百五十二万，{'而且还在不断地往上走' * 12}，这是元宵节前的事。"
    link = unquote(link_sentence(URL, long))
    assert link.endswith(":~:text=千问的日活已经到七千三百五十二万,这是元宵节前的事。")


def test_what_stands_around_a_chinese_sentence_is_cut_by_characters() -> None:
    line = "这一段文字很长很长" * 10
    told = f"{line}日活破亿。{line}日活破亿。"
    link = link_sentence(URL, "日活破亿。", told, told.rindex("日活破亿。"))
    assert link.count("%") == 3 * (24 + len("日活破亿。"))
    assert "-,%E6%97%A5" in link


def test_a_quote_whose_text_is_another_is_said_to_stand_alone() -> None:
    claim = {"quote": "3 billion yuan", "quote_start": 5, "quote_end": 19, "number_start": 5, "number_end": 14}
    alone = "is not in this release"
    assert alone not in draw_words(claim, "Qwen 3 billion yuan.", EN).html
    for other in (None, "Qwen: 2 billion yuan."):
        assert alone in draw_words(claim, other, EN).html
        assert "<strong>3 billion</strong>" in draw_words(claim, other, EN).html


def test_a_citation_for_bibtex_holds_what_a_reader_needs_and_nothing_that_runs() -> None:
    claim = {
        "claim_id": "c1},\\input{x", "title": f"50% of {HOSTILE}", "publisher": "A & B", "url": URL + "_a", "quote": "{3} bn",
        "published_at": datetime(2026, 2, 9, 17, tzinfo=UTC), "warc_file": "a.warc.gz", "warc_offset": 7,
        "payload_digest": "sha1:X",
    }  # fmt: skip
    entry = cite_bibtex(claim, EN)
    assert entry.startswith("@misc{hongbao:c1---input-x,\n")
    assert r"title = {50\% of <script>" in entry
    assert r"author = {{A \& B}}," in entry
    assert "date = {2026-02-10}," in entry
    assert r"Quote: \{3\} bn" in entry
    assert "a.warc.gz at 7, sha1:X" in entry
    assert "\u202e" not in entry
    assert "\\input{" not in entry


# The page


def test_the_list_is_narrowed_by_what_the_address_says(open_page: Open) -> None:
    app = open_page("evidence", apps="yuanbao", measure="budget")
    assert list(list_openings(app)) == ["¥1 bn"]
    assert "1 figure<" in read(app)
    (measure,) = [box for box in app.selectbox if box.key == "measure"]
    assert (measure.value, measure.options) == ("budget", ["All", "Announced budget · 1", "Largest prize · 1"])


def test_sentences_are_searched_by_what_the_address_says(open_page: Open) -> None:
    app = open_page("evidence", view="sentences", q="3 BILLION", outlet="Lantern Daily")
    assert list(list_openings(app)) == [QWEN_BUDGET]
    assert app.text_input(key="q").value == "3 BILLION"
    assert "Nothing fits these filters" in read(open_page("evidence", view="sentences", q="100%"))


def test_sentences_of_an_unknown_publisher_can_be_asked_for(
    room_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(room_folder, tmp_path / "data", symlinks=True)
    with amend(folder) as connection:
        connection.execute("UPDATE marts.evidence SET publisher = NULL, url = NULL WHERE publisher = 'Lantern Daily'")
    monkeypatch.setenv("HONGBAO_DATA", str(folder))
    app = open_app("evidence", view="sentences", outlet=UNKNOWN)
    openings = list(list_openings(app))
    assert QWEN_BUDGET in openings
    (outlet,) = [box for box in app.selectbox if box.key == "outlet"]
    assert f"publisher unknown · {len(openings)}" in outlet.options
    assert app.query_params["outlet"] == UNKNOWN


def test_a_figure_shows_its_sentences_with_outlet_rule_and_rivals(open_page: Open, find_fact: Find) -> None:
    app = open_page("evidence", fact=find_fact("qwen", "budget"))
    page = read(app)
    assert "<mark>Qwen will spend <strong>3 billion yuan</strong> on treats.</mark>" in page
    for said in ("Lantern Daily was there.", "10 Feb 2026, 09:00", "room.rule", "official: the company says so"):
        assert said in page
    assert "¥30 bn" in list_openings(app)
    assert "likely a translation slip" in "".join(map(text, find_boards(app)))


def test_a_sentence_that_was_opened_stands_before_all_others(open_page: Open, find_fact: Find) -> None:
    app = open_page("evidence", fact=find_fact("qwen", "budget"), claim="c-a2")
    assert [header.value for header in app.header] == ["The sentence you opened", "All who say so"]
    page = read(app)
    assert page.index("puts up") < page.index("Qwen will spend")
    assert page.count("puts up") == 1


def test_a_sentence_can_be_opened_by_itself(open_page: Open) -> None:
    app = open_page("evidence", claim="c-a4")
    assert app.title[0].value == "Tencent Yuanbao\\: Announced budget, 2026"
    assert [header.value for header in app.header] == ["The sentence you opened"]
    (link,) = app.link_button
    assert link.proto.url.startswith("https://outlet-4.example/news/4#:~:text=%E5%85%83%E5%AE%9D")
    assert not app.code
    app.session_state["cite-c-a4"] = True
    app.run()
    assert "汤圆科技: Headline 4" in app.code[0].value
    assert "room.warc.gz at 104, sha1:ROOM4" in app.code[0].value


@pytest.mark.parametrize("stale", ["0123456789abcdef", "nowhere"])
def test_a_sentence_leads_to_its_figure_where_that_goes_by_another_id_now(open_page: Open, stale: str) -> None:
    """Every list links to the figure and the sentence, and the id of a figure changes with its day."""
    app = open_page("evidence", fact=stale, claim="c-a4")
    assert app.title[0].value == "Tencent Yuanbao\\: Announced budget, 2026"
    assert [header.value for header in app.header] == ["The sentence you opened"]


def test_who_printed_a_story_again_is_told_beside_the_sentence_that_was_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "Alibaba said on Thursday that Qwen would put up 3 billion yuan, the largest sum so far of any company"
    story = f"The agency reports from Hangzhou that a long story was told.\n{sentence}.\nMore was said of who may win."
    desk = Desk()
    for outlet in ("one", "two", "three"):
        desk.tell(outlet, money("budget", 3e9), sentence=sentence, text=story)
    with open_writer(tmp_path) as connection:
        load(furnish(connection), desk.batch(), AT)
        tell_stories(connection)
        publish(tmp_path, connection, AT)
    with open_release(tmp_path) as release:
        (fact,) = release.facts(measure="budget")["fact_id"]
        (first,) = release.told_first(fact, 8)["claim_id"]
    monkeypatch.setenv("HONGBAO_DATA", str(tmp_path))
    app = open_app("evidence", fact=fact, claim=first)
    assert [header.value for header in app.header] == ["The sentence you opened", "All who say so"]
    assert "Printed again: 2" in [expander.label for expander in app.expander]
    assert "The sentence you opened: Printed 3 times; first told by one" in read(app)


@pytest.mark.parametrize("asked", [{"fact": "nowhere"}, {"fact": "0123456789abcdef"}, {"claim": "nowhere"}])
def test_an_address_of_nothing_is_explained(open_page: Open, asked: dict[str, str]) -> None:
    assert "no figure at that address" in read(open_page("evidence", **asked))


def test_a_sentence_of_a_text_that_was_changed_is_shown_in_that_text(open_page: Open, tmp_path: Path) -> None:
    room = open_room()
    room.publish_to(tmp_path)
    old = room.articles[0] | {"text": str(room.articles[0]["text"]).replace("3 billion", "4 billion")}
    changed = old | {"text_sha256": "another", "fetched_at": old["fetched_at"] + timedelta(hours=5)}  # type: ignore[operator]
    room.articles, room.claims, room.pages = [changed], [], [room.pages[0]]
    with open_writer(tmp_path) as connection:
        load(connection, room.batch(), datetime(2026, 3, 1, tzinfo=UTC))
        publish(tmp_path, connection, datetime(2026, 3, 1, tzinfo=UTC))
    page = read(open_page("evidence", folder=tmp_path, claim="c-a0"))
    assert "since 1 Mar 2026, 08:00 its text is a different one" in page
    assert "<mark>Qwen will spend <strong>3 billion yuan</strong> on treats.</mark>" in page
    assert "Lantern Daily was there." in page


def test_hostile_text_is_shown_as_text(open_page: Open, find_fact: Find) -> None:
    app: AppTest = open_page("evidence", fact=find_fact("qwen", "coupon"))
    app.session_state["cite-c-a9"] = True
    app.run()
    page = read(app)
    assert SCRIPT not in page
    assert "&lt;script&gt;window.hurt=1&lt;/script&gt;" in page
    assert "\u202e" not in page + app.code[0].value + app.code[1].value
    assert "[U+202E]" in page
    assert not app.link_button
    assert "no web address" in page
