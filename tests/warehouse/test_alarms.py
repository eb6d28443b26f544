"""Alarms tell what looks amiss, each where there is enough to go by and nowhere else, and stop nothing."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from extraction.watchlist import Watchlist
from flows.ledger import Ledger
from tests.conftest import REPOSITORY
from tests.warehouse.desk import AT, Desk, build_for, furnish
from tests.warehouse.test_cookbook import read_sample
from warehouse.alarms import Alarm, ask_alarm, raise_alarms
from warehouse.files import FOLDER, SqlFile, read_file, read_files
from warehouse.ledger import record
from warehouse.load import load
from warehouse.publish import build, publish, release
from warehouse.reads import open_release
from warehouse.writer import open_writer

# Nine in the morning in Shanghai; yesterday is the third day of the year of the horse.
NOW = datetime(2026, 2, 20, 1, tzinfo=UTC)
NOON = datetime(2026, 2, 19, 4, tzinfo=UTC)


def ask(connection: DuckDBPyConnection, name: str, at: datetime = NOW) -> list[Alarm]:
    return list(ask_alarm(connection, read_file(FOLDER / "alarms" / f"{name}.sql", "alarms"), at))


def see_facts(connection: DuckDBPyConnection, facts: Sequence[int], last: datetime = NOON) -> None:
    """So many facts first seen on each day, the first of them `last`, the others the days before."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS marts")
    connection.execute("CREATE OR REPLACE TABLE marts.facts (fact_id VARCHAR, first_seen_at TIMESTAMPTZ)")
    for back, count in enumerate(facts):
        query = "INSERT INTO marts.facts SELECT concat(?, '-', range), ? FROM range(?)"
        connection.execute(query, [str(back), last - timedelta(days=back), count])


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((2, 9, 12, 8, 10, 11, 10, 9), 2.5),
        ((0, 9, 12, 8, 10, 11, 10, 9), 2.5),
        ((101, 9, 12, 8, 10, 11, 10, 9), 100),
        ((3, 9, 12, 8, 10, 11, 10, 9), None),
        ((100, 9, 12, 8, 10, 11, 10, 9), None),
        ((0, 3, 3, 3, 3, 3, 3, 30), None),
        ((0, 40, 40, 40), None),
    ],
    ids=["few", "none", "many", "a quarter", "ten times", "a quiet week", "a young folder"],
)
def test_a_day_with_far_fewer_or_more_facts_than_usual_is_told(
    memory: DuckDBPyConnection, facts: tuple[int, ...], expected: float | None
) -> None:
    see_facts(memory, facts)
    alarms = ask(memory, "facts_per_day")
    assert [alarm.expected for alarm in alarms] == ([] if expected is None else [expected])
    if expected == 2.5:
        told = f"{facts[0]} facts were first seen on 2026-02-19, where 10 a day are usual"
        assert (alarms[0].subject, alarms[0].value, alarms[0].message) == ("2026-02-19", facts[0], told)


def test_outside_the_days_that_the_watchlist_collects_hourly_few_facts_say_nothing(
    memory: DuckDBPyConnection, watchlist: Watchlist
) -> None:
    calendar = watchlist.calendar
    ((eve, lantern),) = memory.execute("SELECT eve_on, lantern_on FROM raw.seasons WHERE season = 2026").fetchall()
    first, last = eve - timedelta(days=calendar.before_days), lantern + timedelta(days=calendar.after_days)
    for day, is_told in ((first, True), (last, True), (first - timedelta(1), False), (last + timedelta(1), False)):
        noon = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
        see_facts(memory, (0, *[9] * 7), noon)
        assert bool(ask(memory, "facts_per_day", noon + timedelta(days=1))) is is_told, day


def prove(connection: DuckDBPyConnection, facts: int, unproven: int) -> None:
    connection.execute("CREATE SCHEMA IF NOT EXISTS marts")
    connection.execute(
        "CREATE TABLE marts.evidence AS SELECT range AS fact_id, if(range < ?, NULL, 'http://a/') AS url,"
        " 'a.warc.gz' AS warc_file, 'sha1:A' AS payload_digest FROM range(?)",
        [unproven, facts],
    )
    # A second claim that was handed in as a mere text takes nothing from the first.
    connection.execute("INSERT INTO marts.evidence SELECT fact_id, NULL, 'b', 'sha1:B' FROM marts.evidence")


@pytest.mark.parametrize(("facts", "unproven", "is_told"), [(100, 3, True), (100, 2, False), (19, 9, False)])
def test_facts_without_an_archive_record_or_an_address_are_told(
    memory: DuckDBPyConnection, facts: int, unproven: int, is_told: bool
) -> None:
    prove(memory, facts, unproven)
    told = [(alarm.value, alarm.message) for alarm in ask(memory, "evidence_share")]
    said = f"{unproven} of {facts} facts rest on claims without archive record or address alone"
    assert told == ([((facts - unproven) / facts, said)] if is_told else [])


Check = tuple[int, str, int | None, int]
"""A check so many hours ago, its word, how many hours ago the newest item is dated, new pages."""


def watch(
    connection: DuckDBPyConnection, *checks: Check, source: str = "lantern", cadence: float = 24, enabled: bool = True
) -> None:
    connection.execute("UPDATE raw.edition SET edition = 'live'")
    query = "INSERT INTO raw.sources BY NAME SELECT ? AS id, '' AS publisher, '' AS language, '' AS tier, '' AS home"
    connection.execute(f"{query}, ? AS cadence_hours, ? AS enabled", [source, cadence, enabled])
    for hours, health, newest, new_pages in checks:
        row = {"run_id": f"run-{hours}", "source_id": source, "checked_at": NOW - timedelta(hours=hours)}
        told = {"health": health, "pages": new_pages, "new_pages": new_pages}
        told["newest_item_at"] = None if newest is None else NOW - timedelta(hours=newest)
        names, marks = ", ".join(row | told), ", ".join("?" * len(row | told))
        connection.execute(
            f"INSERT INTO raw.source_health ({names}) VALUES ({marks})",  # noqa: S608 - names of this file
            list((row | told).values()),
        )


@pytest.mark.parametrize(
    ("checks", "hours"),
    [
        ([(80, "ok", 81, 3), (40, "ok", 81, 0), (0, "stale", 81, 0)], 80),
        ([(80, "failing", None, 0), (40, "failing", None, 0), (0, "failing", None, 0)], 80),
        ([(90, "ok", None, 0), (40, "failing", None, 0), (0, "blocked", None, 0)], 90),
        ([(80, "ok", 81, 3), (0, "stale", 81, 0)], None),
        ([(80, "ok", 81, 3), (40, "ok", 81, 0), (0, "ok", 71, 0)], None),
        ([(80, "ok", 200, 3), (40, "stale", 200, 1), (0, "stale", 200, 0)], None),
        ([(80, "ok", None, 0), (40, "ok", None, 0), (0, "ok", None, 0)], None),
        ([(9, "failing", None, 0), (5, "failing", None, 0), (0, "failing", None, 0)], None),
    ],
    ids=["old news", "never well", "shut", "two checks", "dated news", "new pages", "no dates", "seen for a day"],
)
def test_a_source_that_gave_nothing_new_for_long_is_told(
    memory: DuckDBPyConnection, checks: list[Check], hours: int | None
) -> None:
    watch(memory, *checks)
    found = [(alarm.subject, alarm.value, alarm.expected) for alarm in ask(memory, "silent_source")]
    assert found == ([] if hours is None else [("lantern", hours, 72)])


def test_silence_is_told_of_sources_that_are_collected_and_for_as_long_as_each_may_be_silent(
    memory: DuckDBPyConnection,
) -> None:
    checks: list[Check] = [(200, "ok", 200, 1), (100, "stale", 200, 0), (0, "stale", 200, 0)]
    watch(memory, *checks, source="weekly", cadence=168)
    watch(memory, *checks, source="off", enabled=False)
    watch(memory, *checks, source="hourly", cadence=1)
    (alarm,) = ask(memory, "silent_source")
    said = "hourly has given nothing new since 2026-02-11 17:00 UTC; usual is something every 1 h"
    assert (alarm.subject, alarm.expected, alarm.message) == ("hourly", 60, said)
    memory.execute("UPDATE raw.edition SET edition = 'sample'")
    assert ask(memory, "silent_source") == []


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        (("failing", "blocked", "ok"), True),
        (("failing", "blocked", "ok", "stale"), False),
        (("failing", "failing"), False),
        ((), False),
    ],
)
def test_most_sources_failing_together_are_told(
    memory: DuckDBPyConnection, words: tuple[str, ...], is_told: bool
) -> None:
    for place, word in enumerate(words):
        watch(memory, (48, "failing", None, 0), (0, word, None, 0), source=f"s{place}")
    told = [alarm.message for alarm in ask(memory, "sources_failing")]
    assert told == (["2 of the 3 sources last collected failed or shut us out"] if is_told else [])


def read_articles(connection: DuckDBPyConnection, days: Sequence[tuple[int, int]]) -> None:
    """So many articles and claims on each day, the first of them yesterday."""
    for back, (articles, claims) in enumerate(days):
        desk = Desk()
        for number in range(articles):
            extra = claims // articles + (number < claims % articles)
            said = [{"app": "qwen", "kind": "reach", "measure": "dau", "unit": "users", "value": 1e6}] * extra
            desk.tell("outlet", *said, text=f"{back} {number}.\nOf 5.", sentence="Of 5", article_id=f"{back}-{number}")
        load(connection, desk.batch(), NOON - timedelta(days=back))


USUAL = [(10, 20)] * 5 + [(4, 0), (0, 0)]


@pytest.mark.parametrize(
    ("yesterday", "before", "value"),
    [((10, 6), USUAL, 0.6), ((10, 7), USUAL, None), ((9, 0), USUAL, None), ((10, 0), USUAL[1:], None)],
    ids=["few claims", "a third", "few articles", "few days"],
)
def test_a_day_whose_articles_make_few_claims_is_told(
    memory: DuckDBPyConnection, yesterday: tuple[int, int], before: list[tuple[int, int]], value: float | None
) -> None:
    read_articles(memory, [yesterday, *before])
    alarms = ask(memory, "claims_per_article")
    assert [alarm.value for alarm in alarms] == ([] if value is None else [value])
    if alarms:
        said = "10 articles first read on 2026-02-19 make 0.6 claims each, where 2.0 are usual"
        assert (alarms[0].subject, alarms[0].message) == ("2026-02-19", said)


def fetch(connection: DuckDBPyConnection, days: int, pages: int, unreadable: int, source: str = "kite") -> None:
    connection.execute(
        "INSERT INTO raw.pages (warc_file, warc_offset, url, source_id, role, record, fetched_at, outcome)"
        " SELECT concat($source, $days), range, 'http://a/', $source, 'article', 'response', $at,"
        " if(range < $unreadable, 'no_text', 'article') FROM range($pages)",
        {
            "source": source, "days": days, "at": NOON - timedelta(days=days), "pages": pages,
            "unreadable": unreadable,
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "yesterday", "value"),
    [
        ((40, 4), (20, 7), 0.35),
        ((40, 0), (20, 5), 0.25),
        ((40, 4), (20, 6), None),
        ((40, 0), (20, 4), None),
        ((19, 0), (20, 20), None),
    ],
    ids=["a new layout", "never before", "three times", "four pages", "a new source"],
)
def test_a_source_whose_pages_are_unreadable_more_often_than_usual_is_told(
    memory: DuckDBPyConnection, before: tuple[int, int], yesterday: tuple[int, int], value: float | None
) -> None:
    fetch(memory, 3, *before)
    fetch(memory, 0, *yesterday)
    fetch(memory, 3, 40, 0, "lantern")
    fetch(memory, 0, 40, 0, "lantern")
    found = [(alarm.subject, alarm.value) for alarm in ask(memory, "unreadable_share")]
    assert found == ([] if value is None else [("kite", value)])


def test_a_damaged_archive_file_is_told_with_its_fault(memory: DuckDBPyConnection) -> None:
    query = "INSERT INTO raw.archive_files (file, bytes_read, fault) VALUES ('a.warc.gz', 9, NULL), ('b.warc.gz', 9, ?)"
    memory.execute(query, ["damaged at byte 7; the rest was not read"])
    (alarm,) = ask(memory, "damaged_archive")
    assert (alarm.subject, alarm.value) == ("b.warc.gz", None)
    assert alarm.message == "b.warc.gz: damaged at byte 7; the rest was not read"


def test_an_empty_warehouse_raises_no_alarm(memory: DuckDBPyConnection) -> None:
    build_for(memory, "marts.facts marts.evidence marts.alarms")
    assert raise_alarms(memory, "run", NOW) == []


def test_the_sample_raises_no_alarm_on_the_day_or_later(memory: DuckDBPyConnection, watchlist: Watchlist) -> None:
    load(memory, read_sample(watchlist), NOON)
    watch(memory, *[(hours, "ok", 300, 0) for hours in (9, 5, 0)])
    memory.execute("UPDATE raw.edition SET edition = 'sample'")
    build_for(memory, "marts.facts marts.evidence marts.alarms")
    for days in (0, 1, 2, 9):
        assert raise_alarms(memory, "run", NOON + timedelta(days=days)) == []


def end_run(connection: DuckDBPyConnection, run_id: str, started_at: datetime) -> None:
    record(connection, "runs", Ledger("refresh", run_id=run_id, started_at=started_at).run_rows("completed"))


def damage(connection: DuckDBPyConnection) -> None:
    connection.execute("INSERT INTO raw.archive_files (file, bytes_read, fault) VALUES ('b.warc.gz', 9, 'torn')")


@pytest.mark.usefixtures("no_other_days")
def test_a_release_tells_the_alarms_of_its_run_and_no_longer_those_of_earlier_ones(tmp_path: Path, desk: Desk) -> None:
    with open_writer(tmp_path) as connection:
        load(furnish(connection), desk.batch(), AT)
        for run_id, started_at in (("one", AT), ("two", AT + timedelta(hours=1)), ("three", AT + timedelta(hours=2))):
            damage(connection) if run_id == "one" else None
            connection.execute("DELETE FROM raw.archive_files") if run_id == "three" else None
            end_run(connection, run_id, started_at)
            built = build(connection, started_at)
            raise_alarms(connection, run_id, started_at)
            raise_alarms(connection, run_id, started_at)
            assert release(tmp_path, connection, built).is_new
            with open_release(tmp_path) as opened:
                told = opened.query("SELECT run_id, alarm, subject FROM marts.alarms", 9).rows()
            assert told == ([] if run_id == "three" else [(run_id, "damaged_archive", "b.warc.gz")])
        assert connection.execute("SELECT count(*) FROM raw.alarms").fetchall() == [(2,)]


@pytest.mark.usefixtures("no_other_days")
def test_alarms_are_no_part_of_what_makes_a_release_new(tmp_path: Path, desk: Desk) -> None:
    with open_writer(tmp_path) as connection:
        load(furnish(connection), desk.batch(), AT)
        publish(tmp_path, connection, AT)
        damage(connection)
        built = build(connection, AT)
        assert [alarm.alarm for alarm in raise_alarms(connection, "run", AT)] == ["damaged_archive"]
        assert not release(tmp_path, connection, built).is_new


def test_an_alarm_that_cannot_be_asked_is_told_and_stops_nothing(memory: DuckDBPyConnection) -> None:
    broken = SqlFile("alarms", "broken", "Nothing.", "SELECT nowhere FROM raw.pages")
    (alarm,) = ask_alarm(memory, broken, NOW)
    assert (alarm.alarm, alarm.subject) == ("broken", "alarm")
    assert alarm.message.startswith("it could not be asked: Binder Error")


def test_every_alarm_says_first_what_it_finds() -> None:
    assert [file.name for file in read_files("alarms")] == [
        "claims_per_article", "damaged_archive", "evidence_share", "facts_per_day", "silent_source",
        "sources_failing", "unreadable_share",
    ]  # fmt: skip
    assert all(file.grain.endswith(".") for file in read_files("alarms"))


def test_every_query_in_the_operators_book_can_be_asked(memory: DuckDBPyConnection) -> None:
    build_for(memory, "marts.facts marts.evidence marts.alarms")
    book = (REPOSITORY / "docs" / "operating.md").read_text(encoding="utf-8")
    queries = re.findall(r"^```sql\n(.*?)^```$", book, re.MULTILINE | re.DOTALL)
    assert len(queries) >= 5
    for query in queries:
        memory.execute(query)
