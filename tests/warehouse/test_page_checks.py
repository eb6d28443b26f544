"""Of every article the index of the archive says when its page was last looked at, and since when it is gone."""

from datetime import timedelta
from typing import Any

import pytest

from tests.warehouse.desk import Desk, money, reconcile


def check(desk: Desk, hours: int, outcome: str, status: int) -> None:
    """Look at the first article's page once more, so many hours later."""
    first = desk.pages[0]
    later = {"warc_offset": 1000 + hours, "fetched_at": first["fetched_at"] + timedelta(hours=hours)}  # type: ignore[operator]
    record = "response" if outcome == "article" else "revisit"
    desk.pages.append(first | later | {"outcome": outcome, "status": status, "record": record, "article_id": None})


@pytest.mark.parametrize(
    ("looks", "checked", "seen", "gone"),
    [
        ((), 0, 0, None),
        (((1, "unchanged", 304), (5, "unchanged", 200)), 5, 5, None),
        (((1, "unchanged", 304), (5, "gone", 410), (9, "gone", 410)), 9, 1, 5),
        (((2, "gone", 404), (5, "unchanged", 200)), 5, 5, None),
        (((2, "gone", 404), (5, "unchanged", 200), (7, "gone", 410)), 7, 5, 7),
    ],
)
def test_a_page_is_checked_seen_and_gone_as_its_records_say(
    looks: tuple[tuple[int, str, int], ...], checked: int, seen: int, gone: int | None
) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    desk.tell("kite", money("budget", 3e9))
    for look in looks:
        check(desk, *look)
    rows: list[dict[str, Any]] = reconcile(desk, "SELECT * FROM marts.page_checks WHERE url LIKE '%lantern%'")
    (row,) = rows
    start = desk.pages[0]["fetched_at"]
    since = [(row[name] - start) / timedelta(hours=1) for name in ("checked_at", "last_seen_at")]  # type: ignore[operator]
    assert (row["checks"], since) == (len(looks) + 1, [checked, seen])
    assert row["gone_at"] == (None if gone is None else start + timedelta(hours=gone))  # type: ignore[operator]


def test_the_address_that_led_to_a_page_is_told_where_it_is_another() -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    desk.tell("kite", money("budget", 3e9))
    check(desk, 1, "unchanged", 304)
    desk.pages[-1]["asked_url"] = "http://short.example/1"
    check(desk, 2, "unchanged", 304)
    rows = reconcile(desk, "SELECT url, asked_url FROM marts.page_checks ORDER BY url DESC")
    assert [row["asked_url"] for row in rows] == ["http://short.example/1", None]
