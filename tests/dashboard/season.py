"""Two seasons of signs and curves for the tests of the Timeline and of Sources."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.dashboard.newsroom import AT, HOSTILE, Newsroom, users, yuan
from warehouse import ledger
from warehouse.batch import make_frame
from warehouse.publish import publish
from warehouse.writer import open_writer


def open_season(room: Newsroom | None = None) -> Newsroom:
    """Qwen with both ends and a season before, Yuanbao without an end, Wenxin without a start, and one that hurts."""
    room = room or Newsroom()
    tell_event(room, "qwen", "launch", "2026-02-06")
    tell_event(room, "qwen", "outage", "2026-02-06")
    tell_event(room, "qwen", "end", "2026-02-20")
    tell_event(room, "qwen", "phase_start", None)
    tell_event(room, "qwen", "launch", "2025-01-20", 2025)
    tell_event(room, "qwen", "end", "2025-02-05", 2025)
    tell_event(room, "yuanbao", "launch", "2026-02-01")
    tell_event(room, "yuanbao", "link_block", "2026-02")
    tell_event(room, "wenxin", "end", "2026-03-03")
    tell_users(room, 7.07e6, "2026-02-05", basis="measured", origin="QuestMobile")
    tell_users(room, 58.48e6, "2026-02-06", basis="measured", origin="QuestMobile")
    tell_users(room, 73.52e6, "2026-02-07", basis="official", origin="Alibaba")
    tell_users(room, 3e6, "2025-01-28", season=2025)
    tell_users(room, 5e7, "2026-02-18", "yuanbao", bound="at_least")
    tell_users(room, 2e7, "2026-02-19", "yuanbao", bound="range", value_max=3e7, basis="measured", origin=HOSTILE)
    room.tell("Lantern", "Qwen gives 3 billion yuan.", "3 billion", **yuan("budget", 3e9, basis="official"))
    orders = users("orders", 2e7, "doubao", unit="orders", as_of="2026-02-10")
    room.tell("Crane", "Doubao saw 20 million orders.", "20 million", **orders)
    hostile = f"{HOSTILE} befell Doubao on the eve."
    room.tell(f"Bad {HOSTILE}", hostile, "eve", app="doubao", kind="event", measure="other", as_of="2026-02-16")
    return room


def tell_event(room: Newsroom, app: str, measure: str, day: str | None, season: int = 2026) -> None:
    said = {"app": app, "kind": "event", "measure": measure, "as_of": day, "season": season}
    room.tell(f"Paper {len(room.articles)}", f"{app} had its {measure} then.", "then", **said)


def tell_users(room: Newsroom, value: float, day: str, app: str = "qwen", **others: object) -> None:
    said = users("dau", value, app, as_of=day, **others)
    room.tell(f"Paper {len(room.articles)}", f"{app} counted {value:.0f} people.", f"{value:.0f}", **said)


def note_sources(folder: Path) -> None:
    """Publish again, with one source that does well, one that is stale, one that hurts, and two runs."""
    names = ("id", "publisher", "language", "tier", "home", "cadence_hours", "enabled")
    sources = [
        ("kite", "Kite Portal", "en", "newspaper", "https://kite.example/", 6.0, True),
        ("lamp", "燈市財經", "zh-Hant", "newspaper", "https://lamp.example/", 24.0, True),
        ("bad", f"Bad {HOSTILE}", "en", "agency", "https://bad.example/", None, True),
    ]
    runs = [
        {"run_id": f"r{number}", "flow": "refresh", "started_at": AT - timedelta(hours=number), "finished_at": AT,
         "outcome": outcome, "message": message}
        for number, outcome, message in ((1, "completed", None), (2, "failed", HOSTILE))
    ]  # fmt: skip
    health = [note("kite", "ok", AT - timedelta(hours=5)), note("lamp", "stale", datetime(2026, 2, 1, tzinfo=UTC))]
    health.append(note("bad", "failing", None) | {"message": HOSTILE})
    with open_writer(folder) as connection:
        declared = [dict(zip(names, row, strict=True)) for row in sources]
        ledger.declare(connection, "sources", make_frame("sources", declared))
        ledger.record(connection, "source_health", make_frame("source_health", health))
        ledger.record(connection, "runs", make_frame("runs", runs))
        publish(folder, connection, AT)


def note(source: str, health: str, newest: datetime | None) -> dict[str, object]:
    counts = {"pages": 3, "not_modified": 2, "bytes": 1000, "listed": 4, "expected": 10, "new_pages": 1}
    said = {"run_id": "r1", "source_id": source, "checked_at": AT, "health": health, "newest_item_at": newest}
    return dict.fromkeys(make_frame("source_health").columns) | counts | said
