"""Compare sets like beside like: every number opens its sentence, and who has no figure has words and no mark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import openings
from dashboard.board import OPEN, Node
from dashboard.figures import make_figure
from dashboard.measures import find_measure
from dashboard.part_panel import MOST, draw_parts, find_part_facts
from dashboard.reading_compare import find_figures, find_told, read_sentence
from dashboard.release import find_version, read_facts
from dashboard.sides import LONE, list_files
from dashboard.year_block import list_files as list_year_files
from tests.dashboard.boards import find, find_boards, make_visit, text, walk
from tests.dashboard.newsroom import open_room, users, yuan
from tests.dashboard.opening import APP
from tests.dashboard.test_pages import read
from warehouse.reads import open_release

NAMES = ("Alibaba Qwen", "Tencent Yuanbao", "Baidu Wenxin", "ByteDance Doubao")
WENXIN = yuan("budget", 5e8, "wenxin")
WENXIN_BUDGET = "Wenxin gives 500 million yuan."
OVER = "Wenxin had over 5 million, by QuestMobile."
Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def two_seasons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The usual room, Qwen's budget of the season before, and a third measure of two apps."""
    folder = tmp_path_factory.mktemp("seasons")
    room = open_room()
    room.tell("Old Lamp", "Qwen gave 500 million yuan in 2025.", "500 million", **yuan("budget", 5e8, season=2025))
    room.tell("Hedge", "Wenxin may give 500 million yuan.", "500 million", **WENXIN, confidence="hedged")
    room.tell("Plain", WENXIN_BUDGET, "500 million", **WENXIN)
    for app in ("qwen", "yuanbao"):
        orders = users("orders", 1e8, app, unit="orders")
        room.tell(f"Orders of {app}", f"{app} saw 100 million orders.", "100 million", **orders)
    counted = {"as_of": "2026-02-07", "basis": "measured", "origin": "QuestMobile"}
    for publisher in ("Kiln", "Loom"):
        room.tell(
            publisher, f"{publisher}: Yuanbao has 18.28m.", "18.28m", **users("dau", 18.28e6, "yuanbao", **counted)
        )
    room.tell("Mill", "Doubao has 78.71m.", "78.71m", **users("dau", 78.71e6, "doubao", **counted))
    room.tell("Reed", OVER, "5 million", **users("dau", 5e6, "wenxin", bound="at_least", **counted))
    room.tell("Sedge", "Wenxin had 5.5 million.", "5.5 million", **users("dau", 5.5e6, "wenxin", as_of="2026-02-07"))
    lone = users("dau", 9e7, "yuanbao", as_of="2026-02-18")
    room.tell("Rush", "Yuanbao had 90 million on the second day.", "90 million", **lone)
    draws = users("interactions", 3.6e9, "yuanbao", unit="draws")
    room.tell("Fern", "Yuanbao counted 3.6 billion draws.", "3.6 billion", **draws)
    room.tell("Moss", "Yuanbao had 800 million draws.", "800 million", **draws | {"value": 8e8, "as_of": "2026-02-03"})
    room.tell(
        "Sage",
        "Doubao wrote 100 million greetings.",
        "100 million",
        **users("messages", 1e8, "doubao", unit="greetings"),
    )
    downloads = users("downloads", 2e7, "qwen", unit="downloads")
    room.tell("Thyme", "Qwen was downloaded 20 million times.", "20 million", **downloads)
    room.publish_to(folder)
    return folder


@pytest.fixture(scope="module")
def open_compare(two_seasons: Path) -> Open:
    """The page as the address asks for it; the same address is run once."""
    run: dict[str, AppTest] = {}

    def open_it(**query: str) -> AppTest:
        if str(query) not in run:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("HONGBAO_DATA", str(two_seasons))
                app = AppTest.from_file(APP, default_timeout=30)
                app.query_params.update(query)
                app.run()
                assert not app.exception
                run[str(query)] = app
        return run[str(query)]

    return open_it


@pytest.fixture(scope="module")
def nodes(open_compare: Open) -> list[Node]:
    return find_boards(open_compare())


def rows_of(nodes: list[Node], title: str) -> dict[str, Node]:
    """The rows of the card of that title, by app."""
    (panel,) = (panel for panel in find(nodes, "panel") if text(panel["inside"][0]) == title)
    return {text(find([row], "name")[0]): row for row in find([panel], "row") if find([row], "name")}


def rows_of_parts(nodes: list[Node]) -> list[Node]:
    """The rows of the card of what counts a part."""
    panels = [panel for panel in find(nodes, "alone") if text(panel["inside"][0]) == "Also counted"]
    return find(panels, "lone-row")


def test_the_apps_stand_beside_each_other_in_the_order_of_the_config(nodes: list[Node]) -> None:
    assert [text(card["inside"][1]) for card in find(nodes, "card")] == list(NAMES)


def test_every_number_opens_facts_that_the_release_has(nodes: list[Node], two_seasons: Path) -> None:
    with open_release(two_seasons) as release:
        known = set(release.facts()["fact_id"])
    numbers = find(nodes, "number") + find(nodes, "point") + find(nodes, "edge")
    assert len(numbers) > 10
    for number in numbers:
        wish, _, facts = number["act"].partition(":")
        assert wish == OPEN
        assert set(facts.split(",")) <= known


def test_an_app_without_a_figure_has_a_row_words_and_no_mark(nodes: list[Node]) -> None:
    row = rows_of(nodes, "Announced budget")["Doubao"]
    assert "No figure found" in text(row)
    assert not [node for node in walk([row]) if {"piece", "end"} & set(node.get("kind", "").split()) or "act" in node]
    (none,) = find([row], "none")
    assert "that is not zero" in none["words"]["title"]


def test_a_bound_and_a_multiple_are_written_beside_the_figure(nodes: list[Node]) -> None:
    assert text(find([rows_of(nodes, "Announced budget")["Yuanbao"]], "multiple")[0]) == "0.33× Qwen"
    doubao = rows_of(nodes, "Peak daily users")["Doubao"]
    said = (
        "over 100 m", "no measurer named · 16 Feb", "over 1.36× Qwen: an outlet's figure against a tracker's count"
    )  # fmt: skip
    assert text(find([doubao], "said")[0]) == "".join(said)


def test_each_card_has_one_measure_on_a_scale_of_its_own(nodes: list[Node]) -> None:
    """The longest bar of each card ends at the same share of its own axis, whatever the unit."""
    for title in ("Announced budget", "Peak daily users"):
        shares = [piece["numbers"]["end"] for row in rows_of(nodes, title).values() for piece in find([row], "piece")]
        assert max(shares) <= 1
        assert max(shares) > 0.85


def test_what_one_app_alone_has_is_listed_and_not_drawn(nodes: list[Node]) -> None:
    said = [text(row) for row in find(nodes, "lone-row")]
    assert any(row.startswith("Coupon per user") and "¥25" in row for row in said)
    assert any("Sponsor, no sum" in row for row in said)
    assert not find(find(nodes, "lone-row"), "piece")


def test_measures_nobody_has_a_figure_of_are_named(nodes: list[Node]) -> None:
    assert any("No figure found for any app: Peak monthly users" in text(node) for node in nodes)


def test_every_picture_has_its_table_and_its_file(nodes: list[Node]) -> None:
    drawn = [panel for panel in find(nodes, "panel") if find([panel], "track") or find([panel], "plot")]
    assert len(drawn) >= 4
    for panel in drawn:
        assert [node for node in walk([panel]) if node["name"] == "table"]
        assert find([panel], "save")


def test_one_trackers_counts_stand_alone_where_the_address_asks_for_them(open_compare: Open, two_seasons: Path) -> None:
    shown = find_boards(open_compare(by="questmobile"))
    rows = rows_of(shown, "Peak daily users (QuestMobile's count)")
    numbers = {app: find([row], "number") for app, row in rows.items()}
    assert {app: [text(one) for one in found] for app, found in numbers.items()} == {
        "Qwen": [], "Yuanbao": ["18.28 m"], "Wenxin": ["over 5 m"], "Doubao": ["78.71 m"]
    }  # fmt: skip
    assert "No figure by QuestMobile" in text(rows["Qwen"])
    with open_release(two_seasons) as release:
        facts = release.facts(fact_id=numbers["Yuanbao"][0]["act"].removeprefix("open:"))
    assert facts["value"].to_list() == [18.28e6]
    assert "No ratio: no figure by QuestMobile" in text(rows_of(shown, "Budget per result: less is better")["Qwen"])
    assert "¥54.7" in text(rows_of(shown, "Budget per result: less is better")["Yuanbao"])


def test_a_tracker_that_nobody_offers_is_taken_out_of_the_address(open_compare: Open) -> None:
    app = open_compare(by="nobody")
    assert "by" not in app.query_params
    assert app.session_state["by"] == "all"


def test_a_higher_value_that_is_not_the_peak_stands_beside_it_and_opens_its_sentence(
    nodes: list[Node], two_seasons: Path
) -> None:
    row = rows_of(nodes, "Peak daily users")["Yuanbao"]
    card = next(card for card in find(nodes, "card") if "Tencent" in text(card))
    with open_release(two_seasons) as release:
        higher = release.comparison(2026).filter(app="yuanbao")["peak_dau_higher_fact_id"][0]
    for place in (row, card):
        (told,) = find([place], "higher")
        assert text(told) == "Higher, single report 90 m (no measurer named · 18 Feb)"
        assert [node["act"] for node in find([told], "number")] == [f"open:{higher}"]


def test_what_one_app_alone_has_is_in_one_place(nodes: list[Node]) -> None:
    assert [text(panel).count("Only one app has a figure") for panel in find(nodes, "alone")] == [1, 0]
    assert sum("Only one app has a figure" in text(node) for node in nodes) == 1


def test_what_counts_a_part_stands_in_a_place_of_its_own(open_compare: Open, nodes: list[Node]) -> None:
    """36亿次抽奖 are no total of interactions, yet nobody should look for them in vain."""
    told = {text(find([row], "what")[0]): text(row) for row in rows_of_parts(nodes)}
    assert list(told) == ["Interactions · draws", "Messages · greetings", "Downloads"]
    assert "Yuanbao3.6 bn" in told["Interactions · draws"]
    assert "Doubao100 m" in told["Messages · greetings"]
    assert not [row for row in find(nodes, "row") if "3.6 bn" in text(row)]
    assert [text(find([row], "name")[0]) for row in rows_of_parts(find_boards(open_compare(apps="wenxin,doubao")))] == [
        "Doubao"
    ]
    assert rows_of_parts(find_boards(open_compare(apps="wenxin"))) == []


def test_a_long_list_of_parts_shows_the_best_supported_and_says_so() -> None:
    """The file has them all."""
    words = {
        "measure": "interactions",
        "kind": "reach",
        "app": "qwen",
        "value": 1.0,
        "value_cny": None,
        "currency": None,
    }
    row = words | {"fact_id": "f", "basis": "media", "bound": "exact", "status": "single source", "claims": 1}
    parts = [make_figure(row | {"unit": f"kind {place}", "origins": 20 - place}) for place in range(MOST + 1)]
    card = draw_parts(parts, make_visit())
    assert "The 12 best supported" in text(card)
    assert len(find([card], "lone-row")) == MOST
    assert f"kind {MOST}" not in text(card)
    assert "best supported" not in text(draw_parts(parts[:MOST], make_visit()))


def test_other_measures_are_drawn_when_they_are_asked_for(open_compare: Open) -> None:
    titles = [text(panel["inside"][0]) for panel in find(find_boards(open_compare(more="1")), "panel")]
    assert "Orders" in titles
    assert "Orders" not in [text(panel["inside"][0]) for panel in find(find_boards(open_compare()), "panel")]
    assert open_compare().button(key="more-button").label == "More measures (1)"


def test_the_address_chooses_the_reach_of_the_pictures(open_compare: Open) -> None:
    shown = find_boards(open_compare(ratio="cny_per_order"))
    assert any(text(panel["inside"][0]) == "Spend against reach: Orders" for panel in find(shown, "panel"))


def test_the_address_narrows_the_apps(open_compare: Open) -> None:
    shown = find_boards(open_compare(apps="yuanbao,doubao"))
    assert [text(card["inside"][1]) for card in find(shown, "card")] == [NAMES[1], NAMES[3]]
    assert not find(shown, "home-line")


def test_an_earlier_season_stands_beside_this_one(open_compare: Open) -> None:
    board = find_boards(open_compare(**{"with": "2025"}))[-1]
    qwen = next(row for row in find([board], "row") if "Qwen" in text(row))
    assert "¥500 m → ¥3 bn" in text(qwen)
    assert "none found in 2025 → ¥1 bn" in text(board)


def test_a_release_of_one_season_says_so(room_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HONGBAO_DATA", str(room_folder))
    app = AppTest.from_file(APP, default_timeout=30)
    app.query_params.update({"with": "2025"})
    app.run()
    assert not app.exception
    assert "Only the season 2026 has figures so far" in read(app)
    assert "with" not in app.query_params


def test_the_files_have_the_facts_behind_a_card_and_a_row_for_who_has_none(
    two_seasons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HONGBAO_DATA", str(two_seasons))
    visit = make_visit(version=find_version())
    assert find_part_facts(2026, visit)["value"].to_list() == [2e7, 3.6e9, None, 1e8]
    figures = {season: find_figures(visit, season) for season in (2026, 2025)}
    budgets = list_files(figures[2026], 2026, visit)["budget"]()
    assert budgets["app_name"].to_list() == list(NAMES)
    assert budgets["value"].to_list() == [3e9, 1e9, 5e8, None]
    years = list_year_files(figures, visit)["years-budget"]()
    assert years.filter(app="qwen").select("season", "value").rows() == [(2026, 3e9), (2025, 5e8)]
    alone = list_files(figures[2026], 2026, visit)[LONE]()
    assert set(alone["measure"].drop_nulls()) == {"coupon", "prize_max", "sponsor"}


def test_a_trackers_number_opens_its_own_sentence_and_is_what_the_file_has(
    two_seasons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """QuestMobile's "over 5 million" hold what the outlet says of the day: one fact, and two sentences."""
    monkeypatch.setenv("HONGBAO_DATA", str(two_seasons))
    visit = make_visit(version=find_version())
    figures = find_figures(visit, 2026, "QuestMobile")
    measure = find_measure("dau", figures)
    assert measure.by == "QuestMobile"
    figure = figures[measure]["wenxin"]
    assert (figure.value, figure.bound, figure.basis) == (5e6, "at_least", "measured")
    (fact,) = read_facts(visit.version, fact_id=figure.fact_id).to_dicts()
    assert (fact["value"], fact["bound"]) == (5.5e6, "exact")
    told, claim = find_told(fact, "QuestMobile", visit)
    assert told["value"] == 5e6
    assert read_sentence(visit.version, fact["fact_id"], claim)["quote"].to_list() == [OVER]
    assert find_told(fact, "", visit) == ({**fact, "hand": "media", "trackers": None}, "")
    drawn: list[str] = []
    monkeypatch.setattr(openings.st, "html", drawn.append)
    monkeypatch.setattr(openings.st, "page_link", lambda *_, **__: None)
    openings.draw_sentences([fact], "QuestMobile", visit)
    openings.draw_sentences([fact], "", visit)
    assert ["over 5 m" in page for page in drawn] == [True, False]
    assert ["measured: QuestMobile" in page for page in drawn] == [True, False]
    told_file = list_files(figures, 2026, visit)["dau"]().filter(app="wenxin")
    assert told_file.select("value", "trackers").rows() == [(5e6, ["QuestMobile"])]


def test_the_sentence_shown_is_the_first_that_says_it_outright(two_seasons: Path) -> None:
    with open_release(two_seasons) as release:
        (fact,) = release.facts(app="wenxin", measure="budget", rank="preferred")["fact_id"]
        assert release.first_sentence(fact)["quote"].to_list() == [WENXIN_BUDGET]
        assert release.first_sentence("nowhere").is_empty()
