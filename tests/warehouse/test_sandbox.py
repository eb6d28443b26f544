"""Whatever a person types is answered from the release or refused, and never reaches anything else."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.warehouse.desk import Desk, money, publish_desk, reach
from tests.warm import Sandbox
from warehouse import sandbox, sandbox_process
from warehouse.sandbox import LONGEST, Limits, Refusal, RefusedError, ask, prepare
from warehouse.sandbox_process import BENCH, Bench, spawn
from warehouse.table_files import FORMATS, to_bytes

PATIENT = Limits(seconds=30)
SHORT = Limits(seconds=0.6)
ENDLESS = "SELECT sum(a.range * b.range) FROM range(100000000) AS a, range(100000) AS b"

STATEMENT = [
    "COPY marts.facts TO '/tmp/facts.csv'", "ATTACH '/tmp/x.db'", "DETACH memory", "INSTALL httpfs", "LOAD httpfs",
    "SET threads = 4", "RESET threads", "CALL pragma_version()", "CHECKPOINT", "BEGIN", "EXPORT DATABASE '/tmp/x'",
    "DELETE FROM marts.facts", "UPDATE marts.facts SET value = 0", "INSERT INTO marts.facts SELECT * FROM marts.facts",
    "DROP TABLE marts.facts", "CREATE TABLE mine AS SELECT 1", "CREATE MACRO mine(x) AS x", "VACUUM", "USE marts",
    "SELECT 1; DROP TABLE marts.facts", "SELECT 1; SELECT 2", "PIVOT marts.facts ON app USING count(*)",
    "SELECT * FROM (PIVOT marts.facts ON app USING count(*))", "PREPARE mine AS SELECT 1", "", ";", "-- nothing",
]  # fmt: skip
ACCESS = [
    "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM glob('/*')",
    "SELECT * FROM read_blob('/proc/self/environ')", "SELECT * FROM read_text('http://127.0.0.1/')",
    "SELECT * FROM sniff_csv('/etc/passwd')", "SELECT * FROM duckdb_secrets()", "SELECT * FROM parquet_metadata('/x')",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '/tmp/y.csv'",
]  # fmt: skip
SQL = [
    "SELECT * FROM '/etc/passwd'", "SELECT getenv('HOME')", "SELECT nextval('x')", "SELECT 1 FROM nowhere", "SELEC 1",
    "FROM query('COPY (SELECT 1) TO ''/tmp/x''')", "EXPLAIN ANALYZE DELETE FROM marts.facts", "SELECT '", "SELECT CAST('x' AS INT)",
]  # fmt: skip
MEMORY = [
    "SELECT count(*) FROM unnest(range(200000000))", "SELECT unnest(range(200000000))",
    "SELECT length(repeat('x', 2000000000))", "SELECT list_sum(range(300000000))",
]  # fmt: skip
SIZE = ["SELECT repeat('x', 1000000) FROM range(1000)", f"SELECT '{'x' * LONGEST}'"]
TIME = [ENDLESS, "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t", f"EXPLAIN ANALYZE {ENDLESS}"]  # fmt: skip
REFUSED = [
    *((sql, Refusal.STATEMENT) for sql in STATEMENT),
    *((sql, Refusal.ACCESS) for sql in ACCESS),
    *((sql, Refusal.SQL) for sql in SQL),
    *((sql, Refusal.MEMORY) for sql in MEMORY),
    *((sql, Refusal.SIZE) for sql in SIZE),
]
ANSWERED = [
    "SELECT 1 -- and a remark", "/* one */ FROM marts.facts;", "VALUES (1, 2)", "DESCRIBE marts.facts", "SHOW TABLES",
    "SUMMARIZE marts.facts", "EXPLAIN SELECT 1", "FROM query('SELECT 42')", "SELECT write_log('x')", "SELECT NULL",
    "FROM duckdb_settings()", "SELECT " + "(" * 2000 + "1" + ")" * 2000, "SELECT 1 AS \"a\"\"b\"", "FROM range(3) AS asked",
    "SELECT '\ud800' AS half_a_character", "FROM facts_as_of('2026-02-10')",
]  # fmt: skip


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("data")
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    desk.tell("tangyuan", money("budget", 3e9), reach("dau", 73.52e6, as_of="2026-02-07"), day="2026-02-08")
    yield publish_desk(desk, folder)
    BENCH.clear()


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch, warm_sandbox: Callable[[], Sandbox]) -> Iterator[None]:
    """The child that hears the question is forked: for the many tests of what it says, not of how it starts."""
    BENCH.clear()
    monkeypatch.setattr(sandbox_process, "spawn", warm_sandbox)
    yield
    BENCH.clear()


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize(("sql", "refusal"), REFUSED, ids=lambda value: str(value)[:60])
def test_what_is_no_harmless_question_is_refused_with_its_reason(version: Path, sql: str, refusal: Refusal) -> None:
    with pytest.raises(RefusedError) as refused:
        ask(version, sql, PATIENT)
    assert refused.value.refusal == refusal
    assert "\n" not in str(refused.value) or refusal == Refusal.SQL


def test_of_what_is_wrong_in_a_query_the_likely_names_are_told(version: Path) -> None:
    with pytest.raises(RefusedError, match=r'"ap" not found[\s\S]*"app"'):
        ask(version, "SELECT ap FROM marts.facts", PATIENT)


@pytest.mark.parametrize("sql", TIME, ids=lambda sql: sql[:60])
def test_a_question_without_end_ends_in_time(version: Path, sql: str) -> None:
    started = time.monotonic()
    with pytest.raises(RefusedError) as refused:
        ask(version, sql, SHORT)
    assert refused.value.refusal == Refusal.TIME
    assert time.monotonic() - started < SHORT.seconds + 3


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize("sql", ANSWERED, ids=lambda sql: repr(sql[:60]))
def test_a_question_is_answered(version: Path, sql: str) -> None:
    assert ask(version, sql, PATIENT).frame.width > 0


def test_no_more_rows_are_given_than_asked_for_and_that_is_said(version: Path) -> None:
    answer = ask(version, "FROM range(1001)", PATIENT)
    assert (answer.frame.height, answer.is_cut) == (1000, True)
    answer = ask(version, "FROM range(1000) ORDER BY 1 DESC", PATIENT)
    assert (answer.frame.height, answer.is_cut, answer.frame[0, 0]) == (1000, False, 999)


def test_types_that_no_frame_holds_come_as_text(version: Path) -> None:
    sql = """SELECT INTERVAL 1 DAY AS span, [INTERVAL 1 DAY] AS spans, {'a': INTERVAL 1 DAY} AS boxed, '101'::BIT AS bits,
        union_value(z := 1) AS either, MAP {'k': 1} AS map, uuid() AS id, 10^20::HUGEINT AS huge"""
    row = ask(version, sql, PATIENT).frame.row(0, named=True)
    assert (row["span"], row["spans"], row["bits"], row["either"]) == ("1 day", "[1 day]", "101", "1")
    frame = ask(version, 'SELECT * EXCLUDE ("union") FROM test_all_types()', PATIENT).frame
    assert frame.height == 3
    assert all(to_bytes(frame.select(name), how) for name in frame.columns for how in FORMATS)


def test_an_instant_beyond_all_calendars_comes_as_text(version: Path) -> None:
    sql = "SELECT 'infinity'::TIMESTAMPTZ AS never, DATE '290000-01-01' AS far, [DATE '2026-02-16'] AS days, DATE '2026-02-17' AS day"
    row = ask(version, sql, PATIENT).frame.row(0)
    assert row == ("infinity", "290000-01-01", "[2026-02-16]", date(2026, 2, 17))


def test_columns_of_one_name_are_told_apart(version: Path) -> None:
    answer = ask(version, "SELECT 1 AS a, 2 AS a, 3 AS A", PATIENT)
    assert answer.frame.row(0) == (1, 2, 3)
    assert len(set(answer.frame.columns)) == 3


def test_instants_are_utc(version: Path) -> None:
    frame = ask(version, "SELECT released_at FROM marts.release", PATIENT).frame
    assert frame["released_at"].dtype.time_zone == "UTC"  # type: ignore[attr-defined]


def test_a_release_that_is_gone_is_no_crash(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        ask(tmp_path / "gone.duckdb", "SELECT 1", PATIENT)


def test_the_release_is_as_it_was(version: Path) -> None:
    before = version.stat()
    for sql in ("DELETE FROM marts.facts", "FROM marts.facts"):
        try:
            ask(version, sql, PATIENT)
        except RefusedError:
            continue
    after = version.stat()
    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    assert not list(version.parent.glob("*.wal"))


def test_two_at_once_are_answered_and_a_third_is_told(version: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = threading.Thread(target=pytest.raises, args=(RefusedError, ask, version, ENDLESS, SHORT))
    endless.start()
    assert ask(version, "SELECT 1", PATIENT).frame.item() == 1
    endless.join()
    monkeypatch.setattr(sandbox, "PLACES", threading.BoundedSemaphore(1))
    with sandbox.take_place(1), pytest.raises(RefusedError) as refused:
        ask(version, "SELECT 1", Limits(seconds=0.01))
    assert refused.value.refusal == Refusal.BUSY
    assert ask(version, "SELECT 1", PATIENT).frame.item() == 1


def test_the_process_knows_nothing_of_the_servers_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HONGBAO_SECRET", "lantern")
    bench = Bench()
    bench.waiting = process = spawn()
    surroundings, until = b"", time.monotonic() + 10
    while not surroundings and time.monotonic() < until:  # the system fills it a moment after the start
        surroundings = Path(f"/proc/{process.pid}/environ").read_bytes()
    bench.clear()
    assert process.returncode is not None
    assert sorted(surroundings.strip(b"\0").split(b"\0")) == [b"LANG=C.UTF-8", b"TZ=UTC"]


def test_a_process_made_ready_hears_the_next_question(version: Path) -> None:
    BENCH.clear()
    prepare()
    waiting = BENCH.waiting
    prepare()
    assert BENCH.waiting is waiting
    assert ask(version, "SELECT 1", PATIENT).frame.item() == 1
    assert waiting is not None
    assert waiting.returncode == 0


def test_a_process_that_nobody_asks_ends_with_the_one_that_started_it() -> None:
    process = spawn()
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(30) == 0
    for pipe in (process.stdout, process.stderr):
        assert pipe is not None
        pipe.close()


def test_a_process_that_died_while_it_waited_is_not_called(version: Path) -> None:
    assert ask(version, "SELECT 1", PATIENT).frame.item() == 1
    waiting = BENCH.waiting
    assert waiting is not None
    waiting.kill()
    waiting.wait()
    assert ask(version, "SELECT 2", PATIENT).frame.item() == 2
