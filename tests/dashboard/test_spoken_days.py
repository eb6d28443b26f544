"""A day that the sentences behind a figure do not name is not claimed: a card says how far it is inferred."""

from dataclasses import replace

import pytest

from dashboard.dispute_cards import draw_dispute
from dashboard.disputes import Dispute, list_disputes
from dashboard.spoken_days import note_day
from dashboard.wording import load_wording
from tests.dashboard.boards import find, make_visit, text
from warehouse.reads import Release

EN, ZH = (load_wording(lang) for lang in ("en", "zh"))


@pytest.mark.parametrize(
    ("day", "named", "english", "chinese"),
    [
        ("2026-02-06", 4, "", ""),
        ("2026-02-06", 2, "2 of 4 sentences name the day", "4 句中有 2 句写明日期"),
        ("2026-02-06", 1, "1 of 4 sentences names the day", "4 句中只有 1 句写明日期"),
        ("2026-02-06", 0, "the day is inferred, no sentence names it", "日期为推断，原句均未写明"),
        (None, 0, "", ""),
    ],
)
def test_how_far_a_day_is_inferred_is_said(day: str | None, named: int, english: str, chinese: str) -> None:
    fact = {"as_of": day, "day_claims": named, "claims": 4}
    assert (note_day(fact, EN), note_day(fact, ZH)) == (english, chinese)


@pytest.fixture
def dispute(room_release: Release) -> Dispute:
    """A dispute of the room, put on one day that each of its sentences names."""
    (found, *_) = list_disputes(room_release.dispute_values(2026))
    return put_on_a_day(found, 1.0)


def put_on_a_day(dispute: Dispute, share: float) -> Dispute:
    """The dispute with all its values on 6 February, of which a part of their sentences names the day."""
    values = ({**value, "as_of": "2026-02-06", "day_claims": int(share * value["claims"])} for value in dispute.values)
    return replace(dispute, values=tuple(values))


def draw(dispute: Dispute) -> list[str]:
    """The heading of a card, and below it what its values say of their day."""
    card = draw_dispute(dispute, dispute.values, {}, make_visit(), is_alone=True)
    return [text(found) for kind in ("dispute-head", "value-day") for found in find([card], kind)]


def test_a_card_names_a_day_that_is_told(dispute: Dispute) -> None:
    (heading,) = draw(dispute)
    assert "6 Feb 2026" in heading


def test_a_card_of_a_whole_season_says_nothing_of_days(room_release: Release) -> None:
    (budget, *_) = list_disputes(room_release.dispute_values(2026))
    assert len(draw(budget)) == 1


def test_a_card_claims_no_day_that_no_sentence_names(dispute: Dispute) -> None:
    heading, *days = draw(put_on_a_day(dispute, 0))
    assert "6 Feb" not in heading
    assert set(days) == {"speaks of 6 Feb 2026 (the day is inferred, no sentence names it)"}
    assert len(days) == len(dispute.values)
