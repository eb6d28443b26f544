"""Loading adds what is new and marks what it replaces, whatever the order and however often."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT, Desk, borrow_memory, money, pieces, shuffled
from warehouse.batch import Batch, make_frame
from warehouse.errors import BatchError, EditionError
from warehouse.ledger import record, set_edition
from warehouse.load import load
from warehouse.models import build_models

LATER = AT + timedelta(days=1)
STATE = (
    "SELECT claim_id, value, first_seen_at, superseded_at, rules_version FROM raw.claims"
    " ORDER BY claim_id, first_seen_at"
)


def state(connection: DuckDBPyConnection) -> list[dict[str, object]]:
    return connection.sql(STATE).pl().to_dicts()


def test_the_same_batch_twice_changes_nothing(memory: DuckDBPyConnection, desk: Desk) -> None:
    first = load(memory, desk.batch(), AT)
    before = state(memory)
    second = load(memory, desk.batch(), LATER)
    assert (first.articles_new, first.claims_new, first.rejected_figures, first.pages) == (3, 5, 1, 3)
    assert second.is_unchanged
    assert (second.articles_unchanged, second.claims_unchanged) == (3, 5)
    assert state(memory) == before


def test_a_revision_supersedes_the_old_text_and_its_claims(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 30e9), article_id="story")
    load(memory, desk.batch(), AT)
    revised = Desk()
    revised.tell("lantern", money("budget", 3e9), article_id="story", text="第0句: x", sentence="第0句", fetched=5)
    report = load(memory, revised.batch(), LATER)
    assert (report.articles_new, report.articles_superseded) == (1, 1)
    assert (report.claims_new, report.claims_superseded) == (1, 1)
    old, new = state(memory)
    assert (old["value"], old["superseded_at"]) == (30e9, LATER)
    assert (new["value"], new["superseded_at"]) == (3e9, None)


def test_an_old_version_that_is_loaded_late_does_not_replace_the_new_one(memory: DuckDBPyConnection) -> None:
    new, old = Desk(), Desk()
    new.tell("lantern", money("budget", 3e9), article_id="story", fetched=5)
    old.tell("lantern", money("budget", 30e9), article_id="story", text="old one", sentence="old")
    load(memory, new.batch(), AT)
    report = load(memory, old.batch(), LATER)
    assert (report.articles_new, report.claims_new) == (1, 1)
    assert [row["value"] for row in state(memory) if row["superseded_at"] is None] == [3e9]
    assert load(memory, old.batch(), LATER).is_unchanged


def test_a_text_that_comes_back_is_in_force_again(memory: DuckDBPyConnection) -> None:
    for hour, (value, text) in enumerate([(1e9, "first text"), (2e9, "other text"), (1e9, "first text")]):
        desk = Desk()
        desk.tell("a", money("budget", value), article_id="story", text=text, sentence=text, fetched=hour)
        load(memory, desk.batch(), AT + timedelta(hours=hour))
    assert [row["value"] for row in state(memory) if row["superseded_at"] is None] == [1e9]
    assert len(state(memory)) == 3


def test_a_claim_that_newer_rules_do_not_yield_is_superseded(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), money("coupon", 25))
    load(memory, desk.batch(), AT)
    del desk.claims[1]
    report = load(memory, desk.batch("rules-2"), LATER)
    assert (report.claims_new, report.claims_unchanged, report.claims_superseded) == (0, 1, 1)
    kept, gone = state(memory)
    assert (kept["superseded_at"], kept["first_seen_at"], kept["rules_version"]) == (None, AT, "rules-1")
    assert gone["superseded_at"] == LATER


def test_a_claim_that_newer_rules_read_otherwise_is_kept_in_both_readings(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 30e9))
    load(memory, desk.batch(), AT)
    desk.claims[0]["value"] = 3e9
    report = load(memory, desk.batch("rules-2"), LATER)
    assert (report.claims_new, report.claims_superseded) == (1, 1)
    assert [(row["value"], row["superseded_at"]) for row in state(memory)] == [(30e9, LATER), (3e9, None)]


def test_whole_shuffled_or_in_pieces_gives_the_same_facts(desk: Desk) -> None:
    desk.tell("lantern", money("budget", 3e9), article_id="story", text="one", sentence="one", fetched=1)
    desk.tell("lantern", money("budget", 2e9), article_id="story", text="two", sentence="two", fetched=2)
    whole = desk.batch()
    mixed = Batch(
        rules_version="rules-1",
        articles=shuffled(whole.articles, 1),
        claims=shuffled(whole.claims, 2),
        rejected_figures=whole.rejected_figures,
        pages=shuffled(whole.pages, 3),
    )
    answers = []
    for batches in ([whole], [mixed], list(pieces(desk))):
        with borrow_memory() as connection:
            for batch in batches:
                load(connection, batch, AT)
            build_models(connection)
            answers.append(connection.sql("SELECT * FROM marts.facts").pl().to_dicts())
    assert answers[0] == answers[1] == answers[2]


def test_a_load_that_breaks_off_leaves_nothing_behind(memory: DuckDBPyConnection, desk: Desk) -> None:
    batch = desk.batch()
    broken = batch.pages.with_columns(outcome=pl.lit("mystery"))
    with pytest.raises(BatchError, match=r"a row does not fit the raw tables: .*CHECK"):
        load(memory, Batch(rules_version="r", articles=batch.articles, claims=batch.claims, pages=broken), AT)
    assert state(memory) == []
    assert load(memory, batch, AT).claims_new == 5


def test_a_page_that_is_read_again_keeps_one_row_with_the_last_outcome(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    load(memory, desk.batch(), AT)
    desk.pages[0]["outcome"] = "no_text"
    assert load(memory, desk.batch(), LATER).pages == 1
    assert memory.sql("SELECT outcome FROM raw.pages").fetchall() == [("no_text",)]


def test_a_page_is_of_the_run_that_read_it_first_and_a_file_of_the_one_that_read_it_last(
    memory: DuckDBPyConnection,
) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    for number, run_id in enumerate((None, "two", "three")):
        desk.tell("lantern", money("budget", 3e9 + number))
        desk.pages[0]["outcome"] = ("article", "no_text", "irrelevant")[number]
        file = {"file": "desk.warc.gz", "bytes_read": 9 + number, "records": 2 + number, "fault": None}
        report = load(memory, replace(desk.batch(), archive_files=make_frame("archive_files", [file])), AT, run_id)
        assert report.pages == 2
    pages = memory.sql("SELECT run_id, outcome FROM raw.pages ORDER BY warc_offset").fetchall()
    assert pages == [(None, "irrelevant"), (None, "article"), ("two", "article"), ("three", "article")]
    assert memory.sql("FROM raw.archive_files").fetchall() == [("desk.warc.gz", 11, 4, None, "three")]
    assert load(memory, desk.batch(), LATER, "four").is_unchanged


@pytest.mark.parametrize(("known", "kept"), [(8, 8), (3, 5), (None, None)])
def test_a_file_that_was_damaged_since_keeps_the_records_that_were_read_before(
    memory: DuckDBPyConnection, known: int | None, kept: int | None
) -> None:
    for records, fault in ((known, None), (5, "damaged at byte 70; the rest was not read")):
        row = {"file": "a.warc.gz", "bytes_read": 90, "records": records, "fault": fault}
        load(memory, Batch(rules_version="r", archive_files=make_frame("archive_files", [row])), AT, "run")
    assert memory.sql("SELECT records, fault FROM raw.archive_files").fetchall() == [(kept, fault)]


def test_a_file_that_has_become_shorter_keeps_its_records_and_is_told_as_such(memory: DuckDBPyConnection) -> None:
    for records in (8, 5):
        row = {"file": "a.warc.gz", "bytes_read": 90, "records": records, "fault": None}
        load(memory, Batch(rules_version="r", archive_files=make_frame("archive_files", [row])), AT, "run")
    told = memory.sql("SELECT records, fault FROM raw.archive_files").fetchall()
    assert told == [(8, "it is shorter than it was: 5 of 8 records are left")]


def test_the_account_of_the_reading_is_written_with_what_was_read_or_not_at_all(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    stage = {"run_id": "one", "stage": "read", "started_at": AT, "outcome": "completed"}
    stages = make_frame("run_stages", [stage])
    broken = replace(desk.batch(), pages=desk.batch().pages.with_columns(outcome=pl.lit("mystery")))
    with pytest.raises(BatchError):
        load(memory, broken, AT, "one", "refresh", stages)
    assert memory.sql("FROM raw.run_stages").fetchall() == []
    load(memory, desk.batch(), AT, "one", "refresh", stages)
    assert memory.sql("SELECT run_id, stage FROM raw.run_stages").fetchall() == [("one", "read")]


def test_a_batch_of_the_wrong_shape_is_refused_in_one_line(desk: Desk) -> None:
    batch = desk.batch()
    with pytest.raises(BatchError, match=r"raw\.claims lacks columns \['quote'\]"):
        Batch(rules_version="r", articles=batch.articles, claims=batch.claims.drop("quote"))
    with pytest.raises(BatchError, match=r"5 rows for raw\.claims have no article in the batch"):
        Batch(rules_version="r", claims=batch.claims)
    with pytest.raises(BatchError, match=r"rows for raw\.archive_files do not fit"):
        make_frame("archive_files", [{"file": "a.warc.gz", "bytes_read": "many"}])


def test_a_moment_without_a_zone_is_refused(memory: DuckDBPyConnection, desk: Desk) -> None:
    with pytest.raises(BatchError, match="time zone"):
        load(memory, desk.batch(), datetime(2026, 3, 1))  # noqa: DTZ001 - that is the point


def test_sample_and_live_are_never_mixed(memory: DuckDBPyConnection) -> None:
    set_edition(memory, "sample", LATER)
    with pytest.raises(EditionError, match="holds the sample edition"):
        set_edition(memory, "live", LATER)


def test_a_run_is_recorded_when_it_starts_and_again_when_it_ends(memory: DuckDBPyConnection) -> None:
    run = {"run_id": "r1", "flow": "refresh", "started_at": AT, "finished_at": None, "outcome": "running"}
    record(memory, "runs", make_frame("runs", [run | {"message": None}]))
    ended = run | {"finished_at": LATER, "outcome": "ok", "message": "3 articles"}
    assert record(memory, "runs", make_frame("runs", [ended])) == 1
    assert record(memory, "runs", make_frame("runs", [ended])) == 0
    assert memory.sql("SELECT run_id, outcome FROM raw.runs").fetchall() == [("r1", "ok")]
    assert memory.sql("SELECT finished_at FROM raw.runs").pl()["finished_at"][0] == LATER.astimezone(UTC)
