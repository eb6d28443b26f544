"""Readers that never stop reading see one release after another, each whole, while releases are published."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT, Desk, furnish, money
from warehouse.load import load
from warehouse.publish import publish
from warehouse.writer import open_writer

# How many articles a release has stands in raw, in two marts and in a view; every release has one more. Readers of even
# number go through Hongbao, the others straight to the published name, as any tool does.
READER = """
# Without a file DuckDB takes this for a session of somebody's and draws its progress into the answer.
__file__ = "reader"
import os, sys, time
from pathlib import Path
import duckdb
from warehouse.reads import open_release
COUNTS = (
    "SELECT count(*) FROM raw.articles",
    "SELECT articles FROM marts.edition",
    "SELECT count(DISTINCT article_id) FROM marts.evidence",
    "SELECT count(*) FROM marts.articles",
    "SELECT sum(claims) FROM marts.facts",
)
data, number = Path(sys.argv[1]), int(sys.argv[2])
os.nice(19)
last = opened = 0
print("reading", flush=True)
while True:
    is_last = (data / "stop").exists()
    if number % 2:
        with duckdb.connect(data / "hongbao.duckdb", read_only=True) as connection:
            seen = [connection.execute(query).fetchall()[0][0] for query in COUNTS]
    else:
        with open_release(data) as release:
            assert release.notice is None, release.notice
            seen = [release.query(query, 1).item() for query in COUNTS]
    assert len(set(map(int, seen))) == 1, f"a mix of releases: {seen}"
    assert seen[0] >= last, f"went back from {last} to {seen[0]}"
    last, opened = seen[0], opened + 1
    if is_last:
        break
    time.sleep(0.2)
print(last, opened)
"""


def publish_one_more(data: Path, connection: DuckDBPyConnection, number: int) -> None:
    desk = Desk()
    desk.tell(f"outlet-{number % 7}", money("budget", 3e9), article_id=f"a{number}")
    desk.articles[0]["warc_offset"] = desk.pages[0]["warc_offset"] = number
    load(connection, desk.batch(), AT)
    assert publish(data, connection, AT + timedelta(minutes=number)).is_new


def read_while_publishing(data: Path, readers: int, releases: int) -> list[int]:
    """How many times each reader opened a release; fails if one saw a mix, an error or an earlier release again."""
    with open_writer(data) as connection:
        furnish(connection)
        publish_one_more(data, connection, 1)
        children = [
            subprocess.Popen(
                [sys.executable, "-c", READER, str(data), str(number)],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for number in range(readers)
        ]  # fmt: skip
        for child in children:
            assert child.stdout is not None
            assert child.stdout.readline() == "reading\n"
        for number in range(2, releases + 1):
            publish_one_more(data, connection, number)
        (data / "stop").touch()
        answers = [child.communicate(timeout=120) for child in children]
    assert [error for _, error in answers if error] == []
    assert [int(said.split()[0]) for said, _ in answers] == [releases] * readers
    return [int(said.split()[1]) for said, _ in answers]


@pytest.mark.soak
def test_three_readers_see_five_releases_one_after_another(tmp_path: Path) -> None:
    assert min(read_while_publishing(tmp_path, readers=3, releases=5)) > 1


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_sixteen_readers_see_a_hundred_releases_one_after_another(tmp_path: Path) -> None:
    assert min(read_while_publishing(tmp_path, readers=16, releases=100)) > 10
