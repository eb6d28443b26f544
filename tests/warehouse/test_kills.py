"""Killed in the middle of loading or publishing, a run leaves a readable release and loses or doubles no claim."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import count, islice
from pathlib import Path

import pytest

from tests.warehouse.desk import AT, Desk, furnish, money, reach
from warehouse.batch import Batch
from warehouse.load import load
from warehouse.publish import publish
from warehouse.reads import NoReleaseError, open_release
from warehouse.writer import open_writer

# How long each part of a round takes at most, in seconds: the kill comes at a random moment of it.
PARTS = {"load": 0.15, "build": 0.8, "release": 0.2}
ARTICLES = 12
CHILD = """
import sys
from datetime import timedelta
from itertools import islice
from pathlib import Path
from tests.warehouse.desk import AT, furnish
from tests.warehouse.test_kills import ARTICLES, batches
from warehouse.load import load
from warehouse.publish import build, release
from warehouse.writer import open_writer
data = Path(sys.argv[1])
with open_writer(data) as connection:
    furnish(connection)
    ((articles,),) = connection.execute("SELECT count(*) FROM raw.articles").fetchall()
    for number, batch in enumerate(islice(batches(), articles // ARTICLES, None), articles // ARTICLES):
        at = AT + timedelta(hours=number)
        print("load", flush=True)
        load(connection, batch, at)
        print("build", flush=True)
        built = build(connection, at)
        print("release", flush=True)
        release(data, connection, built)
"""
CLAIMS = "SELECT claim_id, count(*) FROM raw.claims WHERE superseded_at IS NULL GROUP BY claim_id ORDER BY claim_id"


def batches() -> Iterator[Batch]:
    """The news of one day after another: twelve articles each, with two claims each, some of them in dispute."""
    for day in count():
        desk = Desk()
        for place in range(ARTICLES):
            said = (money("coupon", 100.0 * (1 + day)), reach("dau", 5e7 + day * 1e6 + place % 3 * 1e7))
            desk.tell(f"outlet-{place}", *said, article_id=f"day{day:04d}-{place:02d}")
            desk.articles[-1]["warc_offset"] = desk.pages[-1]["warc_offset"] = day * ARTICLES + place
        yield desk.batch()


def kill_in(part: str, data: Path, dice: random.Random) -> None:
    """Start the child, let it do a round or two, and kill it, with -9, somewhere in `part`."""
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(data)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    begun = 0
    rounds = dice.randint(1, 2)
    while begun < rounds:
        line = child.stdout.readline()
        assert line, "the child ended by itself"
        begun += line.strip() == part
    time.sleep(dice.uniform(0, PARTS[part]))
    child.kill()
    child.communicate()


def expected(days: int) -> list[tuple[str, int]]:
    claims = (row["claim_id"] for batch in islice(batches(), days) for row in batch.claims.iter_rows(named=True))
    return sorted((claim_id, 1) for claim_id in claims)


def find_days(claims: list[tuple[str, int]]) -> int:
    """How many whole loads these claims are; fails if they are not those of a whole number of loads."""
    days = len(claims) // (2 * ARTICLES)
    assert claims == expected(days)
    return days


def published_days(data: Path) -> int:
    try:
        with open_release(data) as release:
            assert release.notice is None
            days = find_days(release.query(CLAIMS, 1_000_000).rows())
            assert release.edition().articles == days * ARTICLES
            return days
    except NoReleaseError:
        assert not (data / "hongbao.duckdb").exists()
        return 0


def facts_digest(data: Path, days: int) -> str:
    """Of the warehouse after it was completed up to that day."""
    with open_writer(data) as connection:
        furnish(connection)
        for number, batch in enumerate(islice(batches(), days)):
            load(connection, batch, AT + timedelta(hours=number))
        return publish(data, connection, AT + timedelta(days=99)).facts_digest


def kill_at_random(tmp_path: Path, kills: int, seed: int) -> None:
    data, dice, published, loaded = tmp_path / "killed", random.Random(seed), 0, 0  # noqa: S311 - the same moments on every run
    for number in range(kills):
        kill_in([*PARTS][number % len(PARTS)], data, dice)
        days = published_days(data)
        assert days >= published
        with open_writer(data) as connection:
            found = find_days(connection.execute(CLAIMS).fetchall())
        assert found >= max(days, loaded)
        published, loaded = days, found
    assert published > 0
    assert facts_digest(data, loaded) == facts_digest(tmp_path / "calm", loaded)
    assert published_days(data) == loaded
    assert not list((data / "releases").glob(".*"))


@pytest.mark.soak
def test_killed_in_load_in_build_and_in_publish_nothing_is_lost(tmp_path: Path) -> None:
    kill_at_random(tmp_path, kills=3, seed=2026)


@pytest.mark.soak
def test_killed_at_twenty_one_random_moments_nothing_is_lost(tmp_path: Path) -> None:
    """Seven of them while loading, seven while building, seven while the release is copied and shown."""
    kill_at_random(tmp_path, kills=21, seed=2027)
