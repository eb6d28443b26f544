"""Answers one question about one release file and ends; a process of its own, within limits that it sets itself.

It is started by its path in an isolated interpreter, so it imports nothing of ours. The question comes as a line of
JSON on the standard input, the answer goes out as an Arrow stream, a refusal as JSON on the error output.
"""

import json
import os
import resource
import sys
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

REFUSED = 3
FILES = 32
MESSAGE = 800
# Types that no frame can hold go out as text, or the whole answer would be lost for one column.
UNFRAMED = frozenset(
    {"interval", "union", "enum", "bit", "blob", "time with time zone", "bignum", "variant", "geometry"}
)
NESTED = frozenset({"list", "array", "struct", "map"})
# Outside of these years, as at infinity, an instant can be held but not be written: such a column is text as well.
YEARS = (2, 9998)
ASKING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
REFUSALS: tuple[tuple[type[Exception], str], ...] = (
    (duckdb.PermissionException, "access"),
    (duckdb.OutOfMemoryException, "memory"),
    (MemoryError, "memory"),
    (pa.ArrowMemoryError, "memory"),
    (duckdb.Error, "sql"),
    (pa.ArrowException, "sql"),
    (ValueError, "sql"),  # text that is none, as a lone surrogate
    (RuntimeError, "sql"),
)


class NoQuestionError(Exception):
    """What was typed is not exactly one question."""


def limit(seconds: int, memory_mb: int) -> None:
    """From here on the system ends or refuses what takes more; imports are done, so they do not count."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    memory = memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, spent + seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def answer(asked: dict[str, Any]) -> pa.Table:
    """The first rows of the answer, and one more where there are more; raises NoQuestionError, duckdb.Error."""
    connection = duckdb.connect(asked["path"], read_only=True, config=asked["settings"])
    statements = connection.extract_statements(asked["sql"])
    if len(statements) != 1 or statements[0].type not in ASKING:
        raise NoQuestionError(", ".join(str(statement.type).rpartition(".")[2] for statement in statements))
    # The limit makes a subquery of what was typed, and that gives columns of one name different names.
    rows = connection.sql(statements[0].query).limit(asked["rows"] + 1)
    rows = rows.query("asked", "FROM asked")
    texts = {name for name, kind in zip(rows.columns, rows.types, strict=True) if not is_framed(kind)}
    table = fetch(rows, texts)
    distant = {name for name in table.column_names if is_distant(table[name])}
    return fetch(rows, texts | distant) if distant else table


def fetch(rows: duckdb.DuckDBPyRelation, texts: set[str]) -> pa.Table:
    """The rows, the columns `texts` as text."""
    columns = []
    for name in rows.columns:
        quoted = '"' + name.replace('"', '""') + '"'
        columns.append(f"CAST({quoted} AS VARCHAR) AS {quoted}" if name in texts else quoted)
    return rows.project(", ".join(columns)).to_arrow_table()


def is_framed(kind: Any, *, is_inside: bool = False) -> bool:
    """Whether a frame can hold a column of this type, whatever is in it; instants only where they can be looked at."""
    if kind.id in UNFRAMED or (is_inside and kind.id.startswith(("date", "timestamp"))):
        return False
    parts = (part for _, part in kind.children if not isinstance(part, int)) if kind.id in NESTED else ()
    return all(is_framed(part, is_inside=True) for part in parts)


def is_distant(column: pa.ChunkedArray) -> bool:
    """Whether a day or instant of the column lies outside of YEARS."""
    if not (pa.types.is_timestamp(column.type) or pa.types.is_date(column.type)):
        return False
    years = pc.min_max(pc.year(column)).as_py()
    return years["min"] is not None and (years["min"] < YEARS[0] or years["max"] > YEARS[1])


def main() -> int:
    """Read the question and answer it; an empty line means that nobody will ask."""
    line = sys.stdin.readline()
    if not line.strip():
        return 0
    asked = json.loads(line)
    try:
        limit(asked["seconds"], asked["memory_mb"])
        table = answer(asked)
        with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
            stream.write_table(table)
        sys.stdout.flush()
    except NoQuestionError as error:
        return refuse("statement", error)
    except tuple(kind for kind, _ in REFUSALS) as error:
        return refuse(next(code for kind, code in REFUSALS if isinstance(error, kind)), error)
    return 0


def refuse(code: str, error: Exception) -> int:
    """Tell why; of what is wrong in the query all that DuckDB says, for it points at the place and knows like names."""
    said = str(error).strip() or type(error).__name__
    message = said if code == "sql" else said.splitlines()[0]
    json.dump({"refusal": code, "message": message[:MESSAGE]}, sys.stderr)
    sys.stderr.flush()
    return REFUSED


if __name__ == "__main__":
    # Without the interpreter's farewell: there may be no memory left for it.
    os._exit(main())
