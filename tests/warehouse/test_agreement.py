"""What agrees although it is worded otherwise: bounds without a day, round numbers of titles, the weaker of two words."""

from typing import Any

import pytest

from tests.warehouse.desk import Desk, reach, reconcile

DAU = "SELECT as_of, value, status, claims FROM marts.facts WHERE measure = 'dau' ORDER BY as_of"


def tell(*told: tuple[str, dict[str, object]]) -> Desk:
    desk = Desk()
    for publisher, said in told:
        desk.tell(publisher, said, day="2026-02-20")
    return desk


def rows(desk: Desk, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in reconcile(desk, query)]


def test_an_under_without_a_day_is_of_the_day_that_it_agrees_with() -> None:
    desk = tell(
        ("lantern", reach("dau", 7.07e6, as_of="2026-02-05")),
        ("kite", reach("dau", 73.52e6, as_of="2026-02-07")),
        ("crane", reach("dau", 1e7, bound="at_most")),
    )
    assert rows(desk, DAU) == [
        ("2026-02-05", 7.07e6, "single source", 2),
        ("2026-02-07", 73.52e6, "single source", 1),
    ]


@pytest.mark.parametrize(
    ("value", "said", "status"),
    [
        (18.28e6, {"basis": "media"}, "single source"),
        (18.28e6, {"basis": "measured"}, "single source"),
        (18.28e6, {"basis": "measured", "origin": "AICPB"}, "corroborated"),
        (18.28e6, {"basis": "official", "origin": "Tencent"}, "corroborated"),
        (18.3e6, {"basis": "media"}, "corroborated"),
        (18.2e6, {"basis": "media"}, "corroborated"),
        (18.28e6, {"basis": "media", "bound": "approx"}, "single source"),
    ],
)
def test_who_gives_a_trackers_very_number_and_names_nobody_is_no_origin(
    value: float, said: dict[str, object], status: str
) -> None:
    day = {"as_of": "2026-02-07"}
    tracker = reach("dau", 18.28e6, basis="measured", origin="QuestMobile", **day)
    desk = tell(("lantern", tracker), ("kite", reach("dau", value, **day, **said)))
    ((_, _, found, claims),) = rows(desk, DAU)
    assert (found, claims) == (status, 2)


def test_a_round_number_may_be_counted_twice() -> None:
    day = {"as_of": "2026-02-07"}
    tracker = reach("dau", 5e7, basis="measured", origin="QuestMobile", **day)
    desk = tell(("lantern", tracker), ("kite", reach("dau", 5e7, basis="media", **day)))
    assert [row[2] for row in rows(desk, DAU)] == ["corroborated"]


def test_an_under_of_no_day_that_it_agrees_with_is_still_in_dispute() -> None:
    desk = tell(
        ("kite", reach("dau", 73.52e6, as_of="2026-02-07")),
        ("crane", reach("dau", 2e7, bound="at_most")),
    )
    assert "disputed" in {row[2] for row in rows(desk, DAU)}


@pytest.mark.parametrize(("title", "values"), [(True, [4.1e9]), (False, [4.1e9, 4e9])])
def test_a_round_number_in_a_title_agrees_with_the_longer_one(title: bool, values: list[float]) -> None:
    desk = tell(
        ("lantern", reach("messages", 4.1e9)),
        ("kite", reach("messages", 4.1e9)),
        ("crane", reach("messages", 4e9)),
    )
    if title:
        desk.articles[-1]["title"] = desk.claims[-1]["quote"]
    found = reconcile(desk, "SELECT value FROM marts.facts ORDER BY rank DESC")
    assert [row["value"] for row in found] == values


def test_a_number_of_two_digits_in_a_title_is_no_rounder_than_elsewhere() -> None:
    desk = tell(("lantern", reach("messages", 4.2e9)), ("crane", reach("messages", 4.1e9)))
    desk.articles[-1]["title"] = desk.claims[-1]["quote"]
    assert len(reconcile(desk)) == 2


@pytest.mark.parametrize(
    ("bounds", "bound"),
    [
        (("at_least", "at_least", "exact"), "at_least"),
        (("at_least", "exact", "exact"), "exact"),
        (("at_least", "exact"), "at_least"),
        (("approx", "exact"), "approx"),
        (("approx", "at_least", "exact"), "at_least"),
    ],
)
def test_the_words_of_most_origins_bound_a_value_and_of_as_many_the_weaker(bounds: tuple[str, ...], bound: str) -> None:
    told = ((f"lamp{number}", reach("orders", 1e7, bound=said)) for number, said in enumerate(bounds))
    assert [row["bound"] for row in reconcile(tell(*told))] == [bound]


def test_many_outlets_that_quote_one_origin_do_not_outvote_two_others() -> None:
    desk = tell(*((f"lamp{number}", reach("orders", 1e7, origin="QuestMobile")) for number in range(3)))
    for publisher in ("kite", "crane"):
        desk.tell(publisher, reach("orders", 1e7, bound="at_least"))
    assert [row["bound"] for row in reconcile(desk)] == ["at_least"]


def test_a_day_tells_how_many_claims_name_it() -> None:
    desk = tell(
        ("lantern", reach("dau", 73.52e6, as_of="2026-02-07")),
        ("kite", reach("dau", 73.52e6)),
        ("crane", reach("users", 5e7, as_of="2026-02-16")),
        ("lamp", reach("users", 5e7)),
        ("boat", reach("messages", 5e9)),
    )
    query = "SELECT measure, as_of, claims, day_claims FROM marts.facts ORDER BY measure"
    assert rows(desk, query) == [("dau", "2026-02-07", 2, 1), ("messages", None, 1, 0), ("users", "2026-02-16", 2, 1)]


def test_a_day_that_only_the_figure_beside_it_has_is_named_by_no_claim() -> None:
    desk = Desk()
    desk.tell("lantern", reach("dau", 73.52e6, as_of="2026-02-07"))
    desk.tell("kite", reach("dau", 73.52e6), reach("dau", 78.71e6, app="doubao"))
    (row,) = reconcile(desk, "SELECT as_of, claims, day_claims FROM marts.facts WHERE app = 'doubao'")
    assert row == {"as_of": "2026-02-07", "claims": 1, "day_claims": 0}
