"""Killed after whatever stage, a refresh leaves what the next one needs to end like one that nobody disturbed."""

import multiprocessing
import signal

import pytest

from flows.collection import Assignment, collect
from flows.settings import Settings
from tests.flows.digests import ask
from tests.flows.runs import fill
from tests.flows.soak_account import RULES, count_archive, count_pages, find_gaps, read_facts
from tests.flows.stage_kills import STEPS, run
from tests.spiders.zoo import NOW, OpenRoom, source

PAGES = 3
RUNS = "SELECT outcome FROM raw.runs ORDER BY started_at"
# Its release was out, and all of it written down.
OVER = {"publish"}
pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """What one real crawl has archived, and its report."""
    settings = Settings(data=tmp_path_factory.mktemp("crawled"))
    with OpenRoom() as room:
        fill(room, PAGES)
        assignment = Assignment(settings=settings, terms=("千问",), newsroom=room.newsroom, now=NOW)
        report = collect(source(), assignment, {})
    (archived,) = settings.archive.iterdir()
    return archived, report


@pytest.fixture(scope="module")
def clean_facts(crawled, tmp_path_factory):
    data = tmp_path_factory.mktemp("clean")
    run(data, *crawled)
    facts = read_facts(data)
    assert facts.height >= PAGES
    return facts


@pytest.fixture(scope="module")
def children():
    """Starts processes that have Prefect loaded already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.flows.stage_kills"])
    return context


@pytest.mark.parametrize("step", STEPS)
def test_killed_after_a_stage_the_next_run_ends_with_the_facts_of_a_clean_one(
    step, crawled, clean_facts, children, tmp_path
):
    child = children.Process(target=run, args=(tmp_path, *crawled, step))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    run(tmp_path, *crawled)
    assert read_facts(tmp_path).equals(clean_facts)
    first = "completed" if step in OVER else "killed"
    assert ask(Settings(data=tmp_path), RUNS)["outcome"].to_list() == [first, "completed"]
    assert {rule: gaps for rule in RULES if (gaps := find_gaps(tmp_path, rule))} == {}
    assert count_pages(tmp_path) == count_archive(tmp_path)
