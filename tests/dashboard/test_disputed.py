"""The page Disputed: values side by side, who says what, the likely cause, and the value that is used."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.dispute_cards import AT_FIRST, draw_dispute, pick_values
from dashboard.disputes import Dispute, list_disputes
from dashboard.downloads import make_file
from dashboard.reading_disputed import list_rows
from dashboard.release import find_version
from dashboard.strips import FAR, place
from dashboard.wording import LANGUAGES
from tests.dashboard.boards import ZH, find, find_boards, list_openings, make_visit, text, walk
from tests.dashboard.newsroom import FORMULA, HOSTILE, SCRIPT, Newsroom, open_room, users, yuan
from tests.dashboard.test_pages import Open, open_page, read
from warehouse.reads import open_release

__all__ = ["open_page"]


def open_quarrel() -> Newsroom:
    """The usual room, and a quarrel of each other kind: a wrong day, another measure, and outlets that just differ."""
    room = open_room()
    day = "2026-02-06"
    for outlet, words in (
        ("Sun Post", "Qwen had 58.48 million on the 6th."),
        ("Moon Post", "A day of 58.48 million users!"),
    ):
        room.tell(outlet, words, "58.48 million", **users("dau", 58.48e6, as_of=day))
    room.tell("Dusk", "Qwen: 58.48 million on the 5th.", "58.48 million", **users("dau", 58.48e6, as_of="2026-02-05"))
    for outlet, words in (
        ("Ink", "Users sent Qwen 4.1 billion messages."),
        ("Brush", "It was asked 4.1 billion things."),
    ):
        room.tell(outlet, words, "4.1 billion", **users("messages", 4.1e9, unit="messages"))
    room.tell("Seal", "4.1 billion interactions.", "4.1 billion", **users("interactions", 4.1e9, unit="interactions"))
    for number in range(5):
        said = yuan("prize_max", 1e4, "wenxin", bound="at_most")
        room.tell(f"Gong {number}", f"Packet number {number}: up to 10,000 yuan.", "10,000 yuan", **said)
    said = yuan("prize_max", 6666.0, "wenxin", bound="at_most", origin=HOSTILE)
    room.tell(f"Bad {HOSTILE}", f"{HOSTILE}: Wenxin up to 6,666 yuan.", "6,666 yuan", **said)
    return room


@pytest.fixture(scope="module")
def quarrel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quarrel")
    open_quarrel().publish_to(folder)
    return folder


@pytest.fixture(scope="module")
def disputes(quarrel: Path) -> list[Dispute]:
    with open_release(quarrel) as release:
        return list_disputes(release.dispute_values(2026))


@pytest.fixture
def show(open_page: Open, quarrel: Path) -> Callable[..., AppTest]:
    return lambda **query: open_page("disputed", folder=quarrel, **query)


def count_cards(app: AppTest) -> int:
    return len(find(find_boards(app), "dispute"))


def test_the_values_stand_side_by_side_with_links_to_their_evidence(show: Callable[..., AppTest]) -> None:
    shown = list_openings(show())
    assert {"¥3 bn", "¥30 bn", "up to ¥10,000", "up to ¥6,666", "58.48 m"} <= shown.keys()
    assert shown["¥3 bn"] != shown["¥30 bn"]


def test_who_says_it_and_when_stands_below_each_value(show: Callable[..., AppTest]) -> None:
    boards = find_boards(show())
    assert "Hasty Post, 10 Feb 2026, 09:03" in map(text, find(boards, "who"))
    marked = ["Qwen throws ", {"name": "strong", "inside": ["30 billion yuan"]}, " at it."]
    assert {"name": "mark", "inside": marked} in list(walk(boards))


def test_many_sentences_are_cut_and_counted(show: Callable[..., AppTest]) -> None:
    assert "3 of 5 sentences; the figure opens all." in read(show())


def test_the_cause_is_a_chip_and_a_sentence(show: Callable[..., AppTest]) -> None:
    app = show()
    page, boards = read(app), find_boards(app)
    for cause in ("magnitude-slip", "wrong-day", "other-measure", "sources-differ"):
        assert find(boards, f"cause-{cause}")
    assert "¥30 bn is ten times the ¥3 bn that 3 other origins give" in page
    assert "2 other origins give 58.48 m for 6 Feb 2026: likely the wrong day" in page


def test_the_preferred_value_comes_first_with_its_rule(disputes: list[Dispute], show: Callable[..., AppTest]) -> None:
    assert all(dispute.preferred in (None, dispute.values[0]) for dispute in disputes)
    page = read(show())
    assert "Value used" in page
    assert "preferred to up to ¥6,666 (1 origin): more independent origins" in page


def test_measures_of_the_comparison_come_first_in_its_order(disputes: list[Dispute]) -> None:
    measures = [dispute.measure for dispute in disputes]
    assert measures == ["budget", "prize_max", "dau", "interactions"]


def test_the_number_of_another_measure_leads_to_that_figure(show: Callable[..., AppTest]) -> None:
    app = show(cause="other_measure")
    page = read(app)
    assert count_cards(app) == 1
    assert "No value is used: each is likely a mistake." in page
    assert "still open" not in " ".join(text(node) for node in find(find_boards(app), "open"))
    assert "The same number, under another name" in page
    assert "Messages" in page
    assert [text(node) for node in find(find_boards(app), "value-number")].count("4.1 bn") == 2


def test_how_far_values_are_apart_is_drawn_and_said(show: Callable[..., AppTest]) -> None:
    page = read(show())
    assert "10× apart · logarithmic scale" in page
    assert "50 % apart" in page
    assert "the same figure twice" in page


def test_near_values_are_measured_from_zero_and_far_ones_on_a_logarithmic_line() -> None:
    assert place([4e9, 4.1e9]) == pytest.approx([97.56, 100], abs=0.01)
    shares = place([3e9, FAR * 3e9, FAR * FAR * 3e9])
    assert shares[2] - shares[1] == pytest.approx(shares[1] - shares[0])


def test_filters_narrow_the_cards_and_stay_in_the_address(show: Callable[..., AppTest]) -> None:
    app = show(cause="magnitude_slip", measure="budget", apps="qwen")
    assert count_cards(app) == 1
    assert {app.query_params[name] for name in ("cause", "measure", "apps")} == {"magnitude_slip", "budget", "qwen"}
    assert count_cards(show(apps="wenxin")) == 1


def test_a_filter_nobody_knows_is_dropped(show: Callable[..., AppTest]) -> None:
    app = show(cause="<script>", measure="nothing")
    assert count_cards(app) == 4
    assert "cause" not in app.query_params


def test_filters_that_fit_nothing_leave_a_way_back(show: Callable[..., AppTest]) -> None:
    app = show(apps="doubao")
    assert "No dispute fits these filters" in read(app)
    (clear,) = (button for button in app.button if button.label == "Clear the filters")
    clear.click().run()
    assert count_cards(app) == 4
    assert "apps" not in app.query_params


def test_one_dispute_can_be_linked_to(disputes: list[Dispute], show: Callable[..., AppTest]) -> None:
    app = show(group=disputes[0].group_id)
    assert count_cards(app) == 1
    assert "← All disputes" in [button.label for button in app.button]


def test_a_card_can_be_shown_alone_and_the_address_says_so(
    disputes: list[Dispute], show: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = show(lang="zh", cause="magnitude_slip")
    (only,) = (node for node in walk(find_boards(app)) if node.get("act", "").startswith("only:"))
    assert text(only) == "只看这处争议"
    with monkeypatch.context() as patched:
        patched.setattr("dashboard.board.split_act", lambda _: ("only", [only["act"].removeprefix("only:")]))
        app.run()
    app.run()
    assert count_cards(app) == 1
    assert app.query_params["group"] == disputes[0].group_id
    (back,) = (button for button in app.button if button.label == "← 全部争议")
    back.click().run()
    assert "group" not in app.query_params
    assert app.query_params["cause"] == "magnitude_slip"


def test_a_quarrel_of_many_values_shows_the_first_and_leads_to_all(disputes: list[Dispute]) -> None:
    first = disputes[0]
    others = tuple(dict(first.values[1], fact_id=f"f{number}") for number in range(8))
    long = Dispute(first.group_id, first.app, first.measure, (first.values[0], *others))
    for is_alone, count in ((False, AT_FIRST), (True, 9)):
        values = pick_values(long, is_alone=is_alone)
        card = draw_dispute(long, values, {}, make_visit(ZH), is_alone=is_alone)
        assert len(find([card], "value")) == count
        assert values[0] == long.preferred
        asked = [text(node) for node in walk([card]) if node.get("act") == f"only:{first.group_id}"]
        assert asked == ([] if is_alone else ["另有 3 个数值", "只看这处争议"])


def test_values_of_different_days_name_theirs(show: Callable[..., AppTest]) -> None:
    page = read(show(cause="wrong_day"))
    assert "speaks of 5 Feb 2026" in page
    assert "speaks of 6 Feb 2026" in page


def test_a_dispute_that_is_settled_since_is_explained(show: Callable[..., AppTest]) -> None:
    assert "no dispute at that address" in read(show(group="0" * 32))


def test_chinese_readers_get_chinese(show: Callable[..., AppTest]) -> None:
    app = show(lang="zh")
    page = read(app)
    for said in ("数量级有误", "日期有误", "指标混淆", "说法不一", "采用值", "相差 10 倍"):
        assert said in page
    assert "优先于不超过6,666元（1 个信源）：独立信源更多" in page
    assert {"30亿元", "300亿元", "不超过1万元"} <= list_openings(app).keys()
    assert not re.search(r"independent (origins|reports)|preferred to|likely (a|the)", page)


def test_a_download_has_each_value_with_its_sentences(
    quarrel: Path, disputes: list[Dispute], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HONGBAO_DATA", str(quarrel))
    fact_ids = [fact_id for dispute in disputes for fact_id in dispute.fact_ids]
    rows = list_rows(find_version(), 2026, fact_ids)
    assert set(rows["fact_id"]) == set(fact_ids)
    assert rows.height == sum(value["claims"] for dispute in disputes for value in dispute.values)
    slip = rows.filter(rows["rank"] == "deprecated").row(0, named=True)
    assert slip["reason"].startswith("30 bn is ten times what 3 other origins say")
    assert (slip["publisher"], slip["url"]) == ("Hasty Post", "https://outlet-3.example/news/3")
    assert all(make_file(rows, how) for how in ("csv", "xlsx", "parquet"))


def test_hostile_text_stays_text(show: Callable[..., AppTest]) -> None:
    for lang in LANGUAGES:
        app = show(lang=lang)
        page = read(app)
        assert not any(SCRIPT in block.value for block in app.html)
        assert SCRIPT in page
        assert FORMULA in page
        assert "\u202e" not in page
        texts = [element.value for element in (*app.markdown, *app.title, *app.header, *app.caption)]
        texts += [link.proto.label for link in app.page_link]
        assert not any("javascript" in text or "script>" in text for text in texts)


def test_a_group_of_slips_only_has_no_value_used(open_page: Open, disputes: list[Dispute]) -> None:
    (budget, *_) = disputes
    slips = Dispute(budget.group_id, budget.app, budget.measure, budget.values[1:])
    assert slips.preferred is None
    assert slips.is_open


def test_a_season_without_disputes_says_so(open_page: Open, tmp_path: Path) -> None:
    room = Newsroom()
    room.tell("Lone", "Qwen gives 3 billion yuan.", "3 billion yuan", **yuan("budget", 3e9))
    room.publish_to(tmp_path)
    assert "no two sources contradict each other" in read(open_page("disputed", folder=tmp_path))


def test_a_release_without_figures_says_what_to_do(open_page: Open, tmp_path: Path) -> None:
    Newsroom().publish_to(tmp_path)
    assert "No figures have been found for any season" in read(open_page("disputed", folder=tmp_path))


def test_a_long_list_has_pages_that_the_address_names(open_page: Open, tmp_path: Path) -> None:
    room = Newsroom()
    for day in range(1, 11):
        for outlet, count in (("Sun", 5e7), ("Moon", 6e7)):
            said = users("dau", count + day * 1e5, as_of=f"2026-02-{day:02}")
            room.tell(f"{outlet} {day}", f"Qwen had {count + day * 1e5:.0f} users.", f"{count + day * 1e5:.0f}", **said)
    room.publish_to(tmp_path)
    assert count_cards(open_page("disputed", folder=tmp_path)) == 8
    assert count_cards(open_page("disputed", folder=tmp_path, at="2")) == 2
    assert count_cards(open_page("disputed", folder=tmp_path, at="99")) == 2
