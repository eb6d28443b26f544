"""SQL can ask what was known, or printed, at an instant, and what stands behind a fact."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT, Desk, borrow_memory, look_back, money, reach, tell_usual
from warehouse.batch import Batch
from warehouse.load import load
from warehouse.models import build_models

DAY = timedelta(days=1)


def ask(connection: DuckDBPyConnection, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    return connection.execute(query, parameters).fetchall()


def values_at(connection: DuckDBPyConnection, macro: str, at: datetime | str) -> list[float]:
    """The preferred values of the facts that `macro` gives for an instant."""
    facts = connection.sql(f"FROM {macro}(CAST(? AS TIMESTAMPTZ))", params=[at])
    return [value for (value,) in facts.filter("rank = 'preferred'").order("value").project("value").fetchall()]


@pytest.fixture(scope="module")
def built() -> Iterator[DuckDBPyConnection]:
    """A warehouse of what the desk tells, to be asked only."""
    with borrow_memory() as connection:
        load(connection, tell_usual().batch(), AT)
        build_models(connection)
        yield connection


@pytest.mark.parametrize("macro", ["facts_as_of", "facts_as_printed"])
def test_the_facts_of_now_are_those_of_the_mart(built: DuckDBPyConnection, macro: str) -> None:
    now = built.sql(f"FROM {macro}(now())")
    facts = built.table("marts.facts")
    assert now.columns == facts.columns
    assert sorted(now.fetchall(), key=repr) == sorted(facts.fetchall(), key=repr)
    assert len(now) == 4


def test_facts_as_of_know_what_had_been_loaded_by_then(memory: DuckDBPyConnection) -> None:
    first, revised, later = Desk(), Desk(), Desk()
    first.tell("lantern", money("budget", 30e9), article_id="story")
    revised.tell("lantern", money("budget", 3e9), article_id="story", text="第0句: x", sentence="第0句", fetched=5)
    later.tell("tangyuan", money("budget", 3e9))
    for number, desk in enumerate((first, revised, later)):
        load(memory, desk.batch(), AT + number * DAY)
    look_back(memory)
    assert values_at(memory, "facts_as_of", AT - DAY) == []
    assert values_at(memory, "facts_as_of", AT) == [30e9]
    assert values_at(memory, "facts_as_of", AT + DAY) == [3e9]
    query = "SELECT origins, status FROM facts_as_of(CAST(? AS TIMESTAMPTZ))"
    assert ask(memory, query, AT + DAY) == [(1, "single source")]
    assert ask(memory, query, AT + 2 * DAY) == [(2, "corroborated")]


def test_rules_that_take_a_claim_back_leave_it_in_the_past(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), reach("dau", 7e7, as_of="2026-02-07"))
    load(memory, desk.batch("rules-1"), AT)
    desk.claims.pop()
    load(memory, desk.batch("rules-2"), AT + DAY)
    look_back(memory)
    assert values_at(memory, "facts_as_of", AT) == [7e7, 3e9]
    assert values_at(memory, "facts_as_of", AT + DAY) == [3e9]
    assert values_at(memory, "facts_as_printed", AT) == [3e9]


def test_facts_as_printed_are_those_of_the_articles_out_by_then_however_late_we_read_them(
    memory: DuckDBPyConnection,
) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), day="2026-02-02")
    desk.tell("hasty", money("budget", 5e9), day="2026-02-10")
    load(memory, desk.batch(), AT)
    look_back(memory)
    assert values_at(memory, "facts_as_printed", "2026-02-01 12:00:00+08") == []
    query = "SELECT status FROM facts_as_printed(CAST('{} 12:00:00+08' AS TIMESTAMPTZ)) WHERE rank = 'preferred'"
    assert ask(memory, query.format("2026-02-03")) == [("single source",)]
    assert ask(memory, query.format("2026-02-10")) == [("disputed",)]


def test_what_turned_out_to_be_no_article_was_never_printed_but_had_been_known(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    load(memory, desk.batch(), AT)
    load(memory, Batch(rules_version="rules-2", gone=("lantern-0",)), AT + DAY)
    look_back(memory)
    assert values_at(memory, "facts_as_printed", AT) == []
    assert values_at(memory, "facts_as_of", AT) == [3e9]
    assert values_at(memory, "facts_as_of", AT + DAY) == []


def test_a_revised_article_is_read_in_the_version_of_the_day(memory: DuckDBPyConnection) -> None:
    """The fetches are of 28 February, an hour and more apart."""
    first, revised = Desk(), Desk()
    first.tell("lantern", money("budget", 30e9), article_id="story", fetched=1)
    revised.tell("lantern", money("budget", 3e9), article_id="story", text="第0句: x", sentence="第0句", fetched=5)
    load(memory, revised.batch(), AT)
    load(memory, first.batch(), AT)
    look_back(memory)
    assert values_at(memory, "facts_as_printed", "2026-02-28 03:00:00+00") == [30e9]
    assert values_at(memory, "facts_as_printed", "2026-02-28 05:00:00+00") == [3e9]


@pytest.fixture(scope="module")
def told_once() -> Iterator[DuckDBPyConnection]:
    """A warehouse with one fact, known since `AT`."""
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    with borrow_memory() as connection:
        load(connection, desk.batch(), AT)
        look_back(connection)
        yield connection


ZONES = ["UTC", "America/Los_Angeles", "Asia/Shanghai"]
INSTANTS = [
    ("'2026-02-28'", []),
    ("'2026-03-01'", [3e9]),
    ("DATE '2026-03-01'", [3e9]),
    ("'2026-03-01 15:59'", []),
    ("'2026-03-01 16:00'", [3e9]),
    ("'2026-03-01 07:59:00Z'", []),
    ("'2026-03-01T08:00:00+00:00'", [3e9]),
    ("TIMESTAMPTZ '2026-03-01 03:00:00-05'", [3e9]),
]
# Each question takes as long as the building of the facts: every change asks where the day is another than in Shanghai.
ELSEWHERE = [pytest.param(zone, marks=pytest.mark.soak) for zone in ZONES if not zone.startswith("America")]


@pytest.mark.parametrize("zone", ["America/Los_Angeles", *ELSEWHERE])
@pytest.mark.parametrize(("at", "known"), INSTANTS)
def test_a_bare_day_is_its_end_in_shanghai_wherever_the_reader_is(
    told_once: DuckDBPyConnection, zone: str, at: str, known: list[float]
) -> None:
    told_once.execute(f"SET TimeZone = '{zone}'")
    assert told_once.sql(f"FROM facts_as_of({at})").project("value").fetchall() == [(value,) for value in known]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("at", "known"), INSTANTS)
def test_the_moment_that_is_meant_is_the_same_wherever_the_reader_is(
    told_once: DuckDBPyConnection, zone: str, at: str, known: list[float]
) -> None:
    told_once.execute(f"SET TimeZone = '{zone}'")
    told = told_once.table("raw.claims").filter(f"first_seen_at <= staging.moment({at})").project("value")
    assert told.fetchall() == [(value,) for value in known]


def test_what_changed_between_two_days_is_what_their_facts_differ_in(memory: DuckDBPyConnection) -> None:
    first, later = Desk(), Desk()
    first.tell("lantern", money("budget", 3e9))
    later.tell("tangyuan", money("budget", 3e9), reach("dau", 7e7, as_of="2026-02-07"))
    load(memory, first.batch(), AT)
    load(memory, later.batch(), AT + DAY)
    look_back(memory)
    query = "SELECT change, measure, origins_before, origins_after FROM what_changed('{}', '{}') ORDER BY ALL"
    assert ask(memory, query.format("2026-02-28", "2026-03-01")) == [("new", "budget", None, 1)]
    assert ask(memory, query.format("2026-03-01", "2026-03-02")) == [
        ("new", "dau", None, 1),
        ("status", "budget", 1, 2),
    ]
    assert ask(memory, query.format("2026-03-02", "2026-03-03")) == []
    assert ask(memory, query.format("2026-03-02", "2026-03-01"))[0] == ("gone", "dau", 1, None)


def test_the_evidence_of_a_fact_is_its_claims_alone(built: DuckDBPyConnection) -> None:
    ((fact_id,),) = ask(built, "SELECT fact_id FROM marts.facts WHERE value = 30e9")
    proof = ask(built, "SELECT fact_id, publisher, value FROM evidence(?)", fact_id)
    assert proof == [(fact_id, "hasty", 30e9)]


def test_a_fact_is_explained_down_to_the_archive(built: DuckDBPyConnection) -> None:
    ((fact_id,),) = ask(built, "SELECT fact_id FROM marts.facts WHERE value = 3e9")
    tree = built.sql("SELECT * FROM explain_fact(?)", params=[fact_id]).pl().to_dicts()
    assert [node["node"] for node in tree] == ["fact", *["claim", "article", "archive record"] * 2]
    assert tree[0]["says"].startswith("2026 qwen budget exact 3 bn CNY [preferred, corroborated]")
    assert [node["parent_id"] for node in tree[1:4]] == [fact_id, "lantern-0#0", "lantern-0"]
    assert tree[3]["found_at"] == "desk.warc.gz at byte 0"


def test_the_macros_say_what_they_give(built: DuckDBPyConnection) -> None:
    rows = ask(
        built, "SELECT function_name, comment FROM duckdb_functions() WHERE schema_name = 'main' AND NOT internal"
    )
    assert {name for name, comment in rows if comment} == {
        "evidence", "explain_fact", "facts_as_of", "facts_as_printed", "what_changed"
    }  # fmt: skip
