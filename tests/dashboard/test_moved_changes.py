"""A figure whose day moved is one line of What changed, and its old id leads nowhere."""

import polars as pl

from dashboard.changes import list_changes


def fact(fact_id: str, group: str, day: str, rank: str = "preferred") -> dict[str, str]:
    return {"fact_id": fact_id, "group_id": group, "as_of": day, "rank": rank, "measure": "dau"}


def test_a_figure_whose_day_moved_is_a_line_of_its_own_beside_what_took_its_place() -> None:
    none = dict.fromkeys(fact("", "", ""))
    pairs = [
        ("day", fact("old", "g1", "2026-02-26"), fact("moved", "g2", "2026-02-16")),
        ("new", none, fact("other", "g1", "2026-02-26")),
    ]
    rows = pl.DataFrame([{"change": kind, "was": was, "now": now} for kind, was, now in pairs])
    told = {(change.kind, change.fact["fact_id"], change.is_kept) for change in list_changes(rows)}
    assert told == {("day", "moved", False), ("new", "other", True)}


def test_a_figure_that_moved_to_a_day_and_took_the_place_there_is_told_as_both() -> None:
    there = fact("there", "g2", "2026-02-16")
    pairs = [
        ("day", fact("old", "g1", "2026-02-26"), fact("moved", "g2", "2026-02-16")),
        ("rank", there, there | {"rank": "normal"}),
    ]
    rows = pl.DataFrame([{"change": kind, "was": was, "now": now} for kind, was, now in pairs])
    told = [(change.kind, (change.was or {})["fact_id"], change.fact["fact_id"]) for change in list_changes(rows)]
    assert told == [("moved", "there", "moved"), ("day", "old", "moved")]
