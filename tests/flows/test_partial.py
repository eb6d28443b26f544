"""Whatever a source does, the others are published; only the network is tried again, and no crawl begins too late."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from prefect.states import Failed

from flows.collection import Assignment, Collected
from flows.errors import RunError
from flows.gathering import (
    Crawls,
    _is_worth_a_retry,
    collect_source,
    failures,
    judge,
    known_of_a_run,
    refuse_own_faults,
)
from flows.settings import Settings
from spiders.errors import CrawlFailedError, CrawlOverranError, CrawlRefusedError
from spiders.job import CrawlJob
from spiders.sources import Discovery, Sources
from spiders.supervisor import child_environment
from tests.spiders import zoo
from tests.spiders.zoo import NOW, source
from warehouse.reads import open_release
from warehouse.writer import open_writer

BEGIN = datetime(2026, 2, 6, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("error", "is_tried_again"),
    [
        (CrawlFailedError("it died"), True),
        (CrawlOverranError("it overran"), False),
        (CrawlRefusedError("no contact"), False),
        (OSError(28, "No space left on device"), False),
        (KeyError("a bug"), False),
    ],
)
def test_only_what_the_network_may_have_done_is_tried_again(error, is_tried_again):
    assert _is_worth_a_retry(None, None, Failed(data=error)) is is_tried_again


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyError("a bug")])
def test_any_exception_is_the_sources_own_failure_and_told_after_the_others_are_published(error, caplog):
    faulty = judge(source(), error, attempts=1)
    well = Collected("kite", None, "crawl of kite was killed")
    assert faulty.error == f"our own fault: {type(error).__name__}; see the log"
    assert repr(error) in caplog.text or str(error) in caplog.text
    with pytest.raises(RunError, match=r"without lantern \(our own fault: "):
        refuse_own_faults([faulty, well])
    refuse_own_faults([well])


def test_an_interruption_is_no_failure_of_a_source():
    with pytest.raises(KeyboardInterrupt):
        judge(source(), KeyboardInterrupt(), attempts=1)


def test_when_the_runs_time_is_up_no_further_crawl_begins(room, tmp_path):
    room.put_feed(room.put("/1", zoo.article("one")))
    clock = iter([BEGIN, BEGIN + timedelta(seconds=60)])
    crawls = Crawls(known_of_a_run({}, Sources([source()])), BEGIN + timedelta(seconds=60), lambda: next(clock))
    assignment = Assignment(settings=Settings(data=tmp_path), terms=(), newsroom=room.newsroom, now=NOW)
    assert collect_source.fn(source(), assignment, crawls, None).pages == 1
    asked = len(room.asked)
    with pytest.raises(CrawlRefusedError) as error:
        collect_source.fn(source(id="late"), assignment, crawls, None)
    assert len(room.asked) == asked
    late = judge(source(id="late"), error.value, crawls.begun["late"])
    assert (late.error, late.attempts) == ("not begun: the run's time was up", 0)
    with pytest.raises(RunError, match="no source could be collected; the first said: not begun"):
        failures([late])


def test_the_settings_bound_what_a_crawl_may_ask_for(tmp_path, monkeypatch, room):
    jobs: list[CrawlJob] = []
    monkeypatch.setenv("HONGBAO_CRAWL_BYTES", "1000")
    monkeypatch.setenv("HONGBAO_HOST_REQUESTS", "7")
    monkeypatch.setattr("flows.collection.run_crawl", lambda job, log: jobs.append(job))
    crawls = Crawls(known_of_a_run({}, Sources([source()])), BEGIN, lambda: BEGIN - timedelta(seconds=1))
    assignment = Assignment(settings=Settings(data=tmp_path), terms=(), newsroom=room.newsroom, now=NOW)
    with pytest.raises(AttributeError):
        collect_source.fn(source(), assignment, crawls, None)
    assert [(job.max_bytes, job.host_requests) for job in jobs] == [(1000, 7)]


SCRIPT = """
import json, sys
from pathlib import Path
from flows import collection
from flows.collection import Assignment
from flows.configuration import Configuration, load_configuration
from flows.errors import RunError
from flows.orchestration import prepare_prefect
from flows.settings import Settings
from spiders.errors import CrawlRefusedError
from spiders.job import Newsroom
from spiders.sources import Source, Sources
from tests.spiders.zoo import NOW

settings = Settings(data=Path(sys.argv[1]))
prepare_prefect(settings.data)
from flows.refresh import with_crawls

crawl, broken = collection.run_crawl, {"kite": CrawlRefusedError("kite is shut")}

def run_crawl(job, log_file):
    if job.source_id in broken:
        raise broken[job.source_id]
    return crawl(job, log_file)

collection.run_crawl = run_crawl
given = load_configuration(settings)
sources = Sources([Source.model_validate_json(one) for one in sys.argv[3:]])
newsroom = Newsroom.model_validate_json(sys.argv[2])
assignment = Assignment(settings=settings, terms=(), newsroom=newsroom, now=NOW)
given = Configuration(given.watchlist, sources, given.fx_rates)
flow = with_crawls(2)
outcome = flow(assignment, given, edition="sample")
state = flow(assignment, given, edition="sample", return_state=True)
broken["kite"] = KeyError("bug of ours")
try:
    flow(assignment, given, edition="sample")
except RunError as error:
    print(json.dumps([type(outcome).__name__, state.name, state.type.value, state.message, str(error)]))
"""


@pytest.mark.soak
def test_a_run_without_one_source_is_partial_and_one_with_a_fault_of_ours_fails_when_it_has_published(room, tmp_path):
    room.put_feed(room.put("/1", zoo.article("one")))
    kite = source(Discovery(kind="feed", url="http://kite.example/feed.xml"), id="kite", home="http://kite.example/")
    given = [one.model_dump_json(exclude_defaults=True) for one in (room.newsroom, source(), kite)]
    command = [sys.executable, "-c", SCRIPT, tmp_path, *given]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=child_environment())
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told[:4] == ["Outcome", "Partial", "COMPLETED", "not collected: kite"]
    assert told[4].startswith("published, but without kite (our own fault: KeyError; see the log)")
    assert "KeyError: 'bug of ours'" in done.stderr
    with open_release(tmp_path) as release:
        published = release.query("SELECT outcome FROM raw.runs ORDER BY started_at", 9)["outcome"].to_list()
    assert published == ["partial", "partial", "partial"]  # as far as was known when it was published
    with open_writer(tmp_path) as connection:
        runs = connection.execute("SELECT outcome, message FROM raw.runs ORDER BY started_at").fetchall()
        health = connection.execute("SELECT ended, attempts FROM raw.source_health WHERE source_id = 'kite'").fetchall()
        stages = connection.execute("SELECT DISTINCT stage FROM raw.run_stages WHERE bytes > 0 ORDER BY 1").fetchall()
    assert [outcome for outcome, _ in runs] == ["partial", "partial", "failed"]
    assert runs[2][1] == told[4]
    assert health == [("died", 1)] * 3
    assert stages == [("collect",), ("publish",), ("read",)]
