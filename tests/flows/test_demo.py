"""The demonstration runs from newsroom to release, changes nothing when run again, and survives being killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from warehouse.reads import open_release

HONGBAO = Path(sys.executable).with_name("hongbao")
TRANSFERRED = """
SELECT count(*) AS sources, sum(bytes)::BIGINT AS bytes, sum(new_pages)::BIGINT AS new_pages
FROM raw.source_health GROUP BY run_id ORDER BY min(checked_at)
"""
pytestmark = pytest.mark.slow


def start(data):
    command = [HONGBAO, "demo", "--no-serve", "--data", str(data)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, start_new_session=True, env={**os.environ, "COLUMNS": "200"}, **pipes)


def finish(process):
    out, err = process.communicate(timeout=200)
    assert process.returncode == 0, err
    return out


def facts(data):
    with open_release(data) as release:
        return release.facts().drop("first_seen_at", "last_seen_at")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    data = tmp_path_factory.mktemp("demo")
    return data, finish(start(data))


def test_it_prints_a_table_of_all_four_apps(demo):
    _, printed = demo
    for name in (
        "Alibaba Qwen (home)",
        "ByteDance Doubao",
        "Baidu Wenxin",
        "Tencent Yuanbao",
        "sample edition",
        "no figure found",
    ):
        assert name in printed


def test_every_page_is_accounted_for(demo):
    data, _ = demo
    with open_release(data) as release:
        pages = release.query("SELECT outcome, count(*) AS n FROM raw.pages GROUP BY outcome", 9)
        stage = release.query("SELECT * FROM raw.run_stages WHERE stage = 'read'", 9).row(0, named=True)
        assert release.edition().edition == "sample"
    counted = dict(pages.iter_rows())
    assert stage["in_count"] == sum(counted.values())
    assert stage["out_count"] == counted["article"]


@pytest.mark.soak
def test_a_second_run_changes_no_fact_and_transfers_at_most_a_twentieth(demo):
    data, _ = demo
    before = facts(data)
    finish(start(data))
    assert facts(data).equals(before)
    with open_release(data) as release:
        runs = release.query(TRANSFERRED, 9).rows(named=True)
    first, second = runs[0], runs[-1]
    assert first["sources"] == second["sources"] == 8
    assert second["bytes"] <= 0.05 * first["bytes"]
    assert second["new_pages"] == 0


@pytest.mark.soak
def test_killed_half_way_and_run_again_it_gives_the_same_facts(demo, tmp_path):
    clean, _ = demo
    process = start(tmp_path)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and len(list(tmp_path.glob("archive/*"))) < 3:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert list(tmp_path.glob("archive/*"))
    assert not (tmp_path / "hongbao.duckdb").exists()
    finish(start(tmp_path))
    assert facts(tmp_path).equals(facts(clean))


def test_the_copies_that_the_newsroom_made_are_told_as_three_stories(demo):
    """Seven of its articles were taken from another one; no other article is in their stories."""
    with open_release(demo[0]) as release:
        query = "SELECT lead_outlet, count(*) AS copies FROM staging.stories WHERE copies > 1 GROUP BY story_id, 1"
        found = release.query(query, 10).rows()
    assert sorted(found) == [("Lantern Wire", 3), ("Lantern Wire", 4), ("汤圆科技", 3)]
