"""Runs are due hourly in a season's window and daily outside, with no instant twice and no day without one."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extraction.errors import WatchlistError
from extraction.parsing import SHANGHAI
from extraction.watchlist import Rhythm, Watchlist, build_watchlist
from flows.command import app
from flows.timetable import DAY, HOUR, ZONE, Timetable, plan_daily, plan_often, plan_refreshes, window_of
from spiders.errors import CrawlRefusedError

RHYTHM = Rhythm()


def shanghai(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


def instants(timetable: Timetable, begins: datetime, ends: datetime) -> list[datetime]:
    found, at = [], begins
    while (instant := timetable.next_due(at)) is not None and instant < ends:
        found.append(instant)
        at = instant
    return found


def test_the_window_of_2027_goes_from_45_days_before_the_eve_to_30_after_the_lanterns() -> None:
    assert window_of(2027, RHYTHM) == (date(2026, 12, 22), date(2027, 3, 22))


@pytest.mark.parametrize("year", range(2026, 2036))
def test_segments_follow_one_another_without_gap_or_overlap(year: int) -> None:
    segments = plan_refreshes(shanghai(year, 6, 1), RHYTHM).segments
    assert all(one.ends == after.begins for one, after in pairwise(segments))
    assert segments[-1].ends is None
    assert len([one for one in segments if one.slug.startswith("season-")]) >= 3
    assert len({one.slug for one in segments}) == len(segments)


@pytest.mark.parametrize("year", range(2026, 2036))
def test_no_instant_is_due_twice_and_none_more_than_a_day_after_another(year: int) -> None:
    timetable = plan_refreshes(shanghai(year, 1, 1), RHYTHM)
    due = instants(timetable, shanghai(year, 1, 1), shanghai(year + 1, 1, 1))
    gaps = [after - one for one, after in pairwise(due)]
    assert min(gaps) > timedelta(0)
    assert max(gaps) <= DAY
    opens, closes = window_of(year, RHYTHM)
    inside = [one.astimezone(SHANGHAI) for one in due if opens <= one.astimezone(SHANGHAI).date() <= closes]
    assert all(one.minute == 30 for one in inside)
    january = max(opens, date(year, 1, 1))
    assert len(inside) == ((closes - january).days + 1) * 24


def test_what_was_due_last_is_found_on_both_sides_of_a_border() -> None:
    opens, closes = window_of(2027, RHYTHM)
    timetable = plan_refreshes(shanghai(2026, 12, 22, 0, 10), RHYTHM)
    midnight = datetime.combine(opens, datetime.min.time(), SHANGHAI)
    assert timetable.last_due(midnight + timedelta(minutes=10)) == midnight - timedelta(hours=17, minutes=30)
    assert timetable.last_due(midnight + timedelta(minutes=30)) == midnight + timedelta(minutes=30)
    morning = datetime.combine(closes + DAY, datetime.min.time(), SHANGHAI)
    later = plan_refreshes(morning, RHYTHM)
    assert later.last_due(morning) == morning - timedelta(minutes=30)
    assert later.next_due(morning) == morning + timedelta(hours=6, minutes=30)


def test_due_instants_agree_with_prefects_reading_of_the_rules() -> None:
    from prefect.client.schemas.schedules import RRuleSchedule as Client
    from prefect.server.schemas.schedules import RRuleSchedule

    begins, ends = shanghai(2026, 12, 20), shanghai(2026, 12, 24)
    timetable = plan_refreshes(begins, RHYTHM)
    told: list[datetime] = []
    for segment in timetable.segments:
        Client(rrule=segment.rrule, timezone=ZONE)
        schedule = RRuleSchedule(rrule=segment.rrule, timezone=ZONE)
        told += asyncio.run(schedule.get_dates(200, start=begins, end=ends))
    assert sorted(one.astimezone(UTC) for one in told) == instants(timetable, begins, ends)


def test_a_digest_is_due_each_morning_and_a_test_every_few_seconds() -> None:
    daily = plan_daily(date(2026, 1, 1), "08:30", "morning")
    assert daily.last_due(shanghai(2026, 3, 2, 8, 29)) == shanghai(2026, 3, 1, 8, 30)
    assert daily.next_due(shanghai(2026, 3, 2, 8, 30)) == shanghai(2026, 3, 3, 8, 30)
    assert daily.last_due(shanghai(2025, 12, 31)) is None
    often = plan_often(15)
    assert often.next_due(shanghai(2026, 3, 2, 8, 30)) == shanghai(2026, 3, 2, 8, 30, 15)
    assert plan_refreshes(shanghai(2026, 1, 1), RHYTHM).segments[1].step in {HOUR, DAY}


def test_the_file_for_work_pools_names_the_calendars_own_stretches() -> None:
    import yaml

    file = Path(__file__).parents[2] / "prefect.yaml"
    (told, _) = yaml.safe_load(file.read_text(encoding="utf-8"))["deployments"]
    rules = {one["slug"]: one["rrule"] for one in told["schedules"]}
    first = int(next(iter(rules)).rsplit("-", 1)[1])
    planned = {one.slug: one.rrule for one in plan_refreshes(shanghai(first, 6, 1), RHYTHM).segments}
    # The last stretch of the file has no end; the plan of a later year gives it one.
    *known, last = rules
    assert all(rules[slug] == planned[slug] for slug in known if slug in planned)
    assert len([slug for slug in known if slug in planned]) >= 3
    assert "UNTIL" not in rules[last]


def test_the_command_prints_that_file_for_the_seasons_from_now_on() -> None:
    import yaml

    printed = CliRunner().invoke(app, ["schedule", "--print-yaml"]).stdout
    refresh, digest = yaml.safe_load(printed)["deployments"]
    planned = plan_refreshes(datetime.now(UTC), RHYTHM).segments
    assert [one["rrule"] for one in refresh["schedules"]] == [one.rrule for one in planned]
    assert [one["slug"] for one in digest["schedules"]] == ["morning"]


def test_live_sites_are_not_scheduled_without_a_contact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HONGBAO_CONTACT", raising=False)
    result = CliRunner().invoke(app, ["schedule", "--data", str(tmp_path)])
    assert isinstance(result.exception, CrawlRefusedError)
    assert not list(tmp_path.iterdir())


def test_the_calendar_of_the_watchlist_is_checked_and_optional(watchlist: Watchlist) -> None:
    assert watchlist.calendar == RHYTHM
    data = watchlist.model_dump()
    with pytest.raises(WatchlistError, match=r"list.toml: calendar.daily_at"):
        build_watchlist({**data, "calendar": {"daily_at": "25:00"}}, "list.toml")
    with pytest.raises(WatchlistError, match="is no field"):
        build_watchlist({**data, "calendar": {"weekly": 1}}, "list.toml")
    assert build_watchlist({"app": data["app"], "context": data["context"]}, "list.toml").calendar == RHYTHM
