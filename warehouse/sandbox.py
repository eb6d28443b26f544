"""Asks a release what a person typed, in a process that can reach nothing else and is ended when it takes too much."""

import json
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path

import polars as pl

from warehouse.errors import QueryError
from warehouse.queries import in_utc
from warehouse.releases import SEALED
from warehouse.sandbox_process import BENCH, end, hear

LONGEST = 20_000
AT_ONCE = 2
# What DuckDB itself may take of `Limits.memory_mb`; the rest is the interpreter's and the answer's.
SHARE = 3


class Refusal(StrEnum):
    """Why a question was not answered."""

    STATEMENT = "statement"  # not exactly one SELECT or EXPLAIN
    TIME = "time"
    MEMORY = "memory"
    SIZE = "size"  # the answer, or the question, is too long
    ACCESS = "access"  # files, network, settings
    SQL = "sql"  # wrong in itself; the message is DuckDB's
    BUSY = "busy"  # others are asking


class RefusedError(QueryError):
    """A question that was not answered; `refusal` says why, the message what was found (several lines for SQL)."""

    def __init__(self, refusal: Refusal, message: str) -> None:
        super().__init__(message)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take: seconds of waiting and of computing, memory, rows and bytes of its answer."""

    seconds: float = 5
    memory_mb: int = 1536
    rows: int = 1000
    bytes: int = 8 * 2**20


@dataclass(frozen=True, slots=True)
class Answer:
    """The first rows of an answer, instants in UTC; `is_cut` if there are more, `seconds` from asking to having it."""

    frame: pl.DataFrame
    is_cut: bool
    seconds: float


PLACES = threading.BoundedSemaphore(AT_ONCE)


def ask(version: Path, sql: str, limits: Limits = Limits()) -> Answer:
    """The answer of the release file `version` to one SELECT or EXPLAIN; raises RefusedError.

    At most AT_ONCE questions are worked on in this process; a further one waits as long as one may take.
    """
    if len(sql) > LONGEST:
        message = f"the question has {len(sql):,} characters, {LONGEST:,} may be asked"
        raise RefusedError(Refusal.SIZE, message)
    with take_place(limits.seconds):
        asked_at = time.monotonic()
        stream = run(version, sql, limits)
        seconds = time.monotonic() - asked_at
    try:
        frame = pl.read_ipc_stream(BytesIO(stream))
    except pl.exceptions.PolarsError as error:
        raise RefusedError(Refusal.SQL, str(error).splitlines()[0]) from error
    return Answer(in_utc(frame.head(limits.rows)), frame.height > limits.rows, seconds)


def prepare() -> None:
    """Have a process wait for the first question, where one is to be expected: it then takes a tenth of the time."""
    BENCH.prepare()


@contextmanager
def take_place(seconds: float) -> Iterator[None]:
    if not PLACES.acquire(timeout=seconds):
        raise RefusedError(Refusal.BUSY, f"{AT_ONCE} other questions are being answered")
    try:
        yield
    finally:
        PLACES.release()


def run(version: Path, sql: str, limits: Limits) -> bytes:
    """What a child answers, as an Arrow stream; raises RefusedError."""
    settings = SEALED | {
        "threads": 1, "memory_limit": f"{limits.memory_mb // SHARE}MB", "temp_directory": "",
        "secret_directory": "/nonexistent",
    }  # fmt: skip
    asked = {
        "path": str(version.resolve()), "settings": settings, "sql": sql.encode(errors="replace").decode(),
        "rows": limits.rows, "seconds": max(1, round(limits.seconds)), "memory_mb": limits.memory_mb,
    }  # fmt: skip
    child = BENCH.call()
    try:
        heard = hear(child, json.dumps(asked), limits.seconds, limits.bytes)
    finally:
        end(child)
    if heard.why_ended:
        raise RefusedError(Refusal(heard.why_ended), f"ended after {limits.seconds:g} s or {limits.bytes:,} bytes")
    if child.returncode:
        raise explain(heard.error, child.returncode)
    return heard.answer


def explain(error: bytes, code: int) -> RefusedError:
    """The refusal that a child told, or what can be read from how it ended."""
    try:
        told = json.loads(error)
        return RefusedError(Refusal(told["refusal"]), told["message"])
    except (ValueError, KeyError, TypeError):
        # It could not even say so: the system took its memory (or its computing time) away.
        refusal = Refusal.TIME if -code == signal.SIGXCPU else Refusal.MEMORY
        return RefusedError(refusal, f"the process ended with {code}")
