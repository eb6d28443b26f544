"""A figure whose day moved is one line of What changed, and its old id leads nowhere."""

import polars as pl

from dashboard.changes import list_changes


def fact(fact_id: str, group: str, day: str) -> dict[str, str]:
    return {"fact_id": fact_id, "group_id": group, "as_of": day, "rank": "preferred", "measure": "dau"}


def test_a_figure_whose_day_moved_is_a_line_of_its_own_beside_what_took_its_place() -> None:
    none = dict.fromkeys(fact("", "", ""))
    pairs = [
        ("day", fact("old", "g1", "2026-02-26"), fact("moved", "g2", "2026-02-16")),
        ("new", none, fact("other", "g1", "2026-02-26")),
    ]
    rows = pl.DataFrame([{"change": kind, "was": was, "now": now} for kind, was, now in pairs])
    told = {(change.kind, change.fact["fact_id"], change.is_kept) for change in list_changes(rows)}
    assert told == {("day", "moved", False), ("new", "other", True)}
