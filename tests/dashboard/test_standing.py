"""How well a figure stands: hearsay is called hearsay beside its origins, on rows and on cards."""

import pytest

from dashboard.cards import draw_headline, write_when
from dashboard.measures import REACH
from dashboard.standing import draw_chip
from tests.dashboard.boards import make_visit, text
from tests.dashboard.test_figures import figure, people


@pytest.mark.parametrize(
    ("basis", "said"), [("rumour", "rumour · 1 origin"), ("forecast", "forecast · 1 origin"), ("official", "1 origin")]
)
def test_a_chip_names_the_kind_of_source_only_where_it_is_talk(basis: str, said: str) -> None:
    assert text(draw_chip(figure(1e9, basis=basis, origins=1, status="single source"), make_visit())) == said


def test_a_card_says_who_counted_users_and_when_and_of_money_who_says_so() -> None:
    visit = make_visit()
    assert write_when(figure(1e9, basis="official"), visit) == "official"
    assert write_when(figure(1e9, as_of="2026-02-07"), visit) == "7 Feb 2026 · media"
    counted = people(5e7, basis="measured", as_of="2026-02-07", trackers=["AICPB", "QuestMobile"])
    assert write_when(counted, visit) == "AICPB, QuestMobile · 7 Feb 2026"
    assert write_when(people(5e7, basis="official"), visit) == "the company's own"
    assert write_when(people(5e7, basis="media"), visit) == "no measurer named"


def test_a_card_has_no_room_for_a_multiple_of_another_hand() -> None:
    """Rows tell it with what has to be said beside it."""
    visit = make_visit()
    home = people(73_520_000.0, app="qwen", basis="measured")
    for basis, is_told in (("measured", True), ("official", False)):
        figures = {"qwen": home, "yuanbao": people(5e7, app="yuanbao", basis=basis)}
        assert ("0.68× Qwen" in text(draw_headline(REACH[0], visit.find_app("yuanbao"), figures, visit))) is is_told


def test_a_card_has_no_room_for_a_multiple_of_another_tracker() -> None:
    visit = make_visit()
    for tracker, is_told in (("QuestMobile", True), ("AICPB", False)):
        figures = {
            "qwen": people(73_520_000.0, app="qwen", basis="measured", trackers=["QuestMobile"]),
            "doubao": people(1e8, app="doubao", basis="measured", trackers=[tracker]),
        }
        said = text(draw_headline(REACH[0], visit.find_app("doubao"), figures, visit))
        assert ("1.36× Qwen" in said) is is_told
        assert tracker in said
