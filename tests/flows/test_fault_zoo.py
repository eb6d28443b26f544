"""One run over sources of which each has one fault: every one is judged by its own, and none stops another."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows.collection import Assignment
from flows.configuration import load_configuration
from flows.orchestration import prepare_prefect
from flows.settings import Settings
from spiders.job import CrawlJob, Newsroom
from spiders.supervisor import child_environment, run_crawl
from tests.spiders.faults import FEEDS, PAGES
from tests.spiders.zoo import NOW, RSS, Answer, OpenRoom, rss
from warehouse.reads import open_release

pytestmark = pytest.mark.soak

# Left out are those that differ from another one in how it comes about only, to save time.
LEFT_OUT = {"reset in chunks", "50 MB in chunks", "unknown encoding", "429 for an hour", "one link for all"}
FAULTS = {f"feed-{number}": fault for number, fault in enumerate(FEEDS) if fault not in LEFT_OUT}
HEALTHY = ("healthy-zh", "healthy-garbled")
TEXT = (
    "<!doctype html><html lang=zh><title>千问红包{0}</title><article><p>阿里巴巴旗下的千问宣布，春节期间投入30亿元发放红包，"
    "用户在应用内即可领取。</p><p>公司表示，活动从除夕持续到元宵节，名额有限，先到先得（{0}）。</p></article></html>"
)


def entry(host):
    return f"""
[[source]]
id = "{host.replace("-", "_")}"
publisher = "{host.title()}"
home = "http://{host}.example/"
language = "zh"
tier = "newspaper"
discovery = [{{ kind = "feed", url = "http://{host}.example/feed.xml" }}]
fetch = "all"
terms = "our own"
cadence_hours = 24
confirmed = "by the test"
"""


def furnish(room):
    """Put every source's pages on a host of its own."""
    for host in (*FAULTS, *HEALTHY):
        for path in ("/1", "/2"):
            room.pages[f"http://{host}.example{path}"] = Answer(TEXT.format(f"{host}{path}").encode())
    for host, fault in FAULTS.items():
        room.pages[f"http://{host}.example/feed.xml"] = FEEDS[fault].answer
    for host in HEALTHY:
        room.pages[f"http://{host}.example/feed.xml"] = Answer(rss("/1", "/2", "/garbled"), content_type=RSS)
        room.pages[f"http://{host}.example/garbled"] = PAGES["broken encoding"].answer


def main(data, sources_file, address):
    """The run itself, in a process of its own, for Prefect is set up once per process."""
    settings = Settings(data=data, parallel_crawls=3, crawl_pages=3)
    prepare_prefect(settings.data)
    from flows import collection, refresh

    def hurry(job: CrawlJob, log_file: Path):
        return run_crawl(job.model_copy(update={"patience": 1.0}), log_file)

    collection.run_crawl = hurry
    hosts = frozenset(f"{host}.example" for host in (*FAULTS, *HEALTHY))
    newsroom = Newsroom(address=address, hosts=hosts)
    assignment = Assignment(settings=settings, terms=("千问",), newsroom=newsroom, now=NOW)
    refresh.with_crawls(3)(assignment, load_configuration(settings, sources_file), edition="sample")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("zoo")
    sources = folder / "sources.toml"
    sources.write_text("".join(map(entry, (*FAULTS, *HEALTHY))))
    with OpenRoom(f"{host}.example" for host in (*FAULTS, *HEALTHY)) as room:
        furnish(room)
        command = [sys.executable, "-m", "tests.flows.test_fault_zoo", folder / "data", sources, room.newsroom.address]
        done = subprocess.run(
            command, env=child_environment(), capture_output=True, text=True, timeout=200, check=False
        )
        assert done.returncode == 0, done.stderr
    return folder / "data"


@pytest.fixture(scope="module")
def health(data):
    with open_release(data) as release:
        rows = release.query("SELECT source_id, health, pages, listed FROM raw.source_health", 99)
    return {source_id.replace("_", "-"): rest for source_id, *rest in rows.iter_rows()}


@pytest.mark.parametrize("host", FAULTS)
def test_a_source_is_judged_by_its_own_fault(health, host):
    fault = FEEDS[FAULTS[host]]
    word, pages, listed = health[host]
    assert (word, listed) == (fault.word, fault.listed), FAULTS[host]
    # Each source has two good articles, and what a listing names beside them is no page.
    assert (pages > 0) == (fault.listed > 0)


def test_sources_that_are_well_are_read_as_if_they_were_alone(data, health):
    assert [health[host] for host in HEALTHY] == [["ok", 3, 3]] * 2
    with open_release(data) as release:
        urls = release.query("SELECT url FROM raw.articles", 999)["url"].to_list()
        facts = release.query("SELECT value_cny FROM raw.claims", 999)["value_cny"].to_list()
    assert {f"http://{host}.example/{number}" for host in HEALTHY for number in (1, 2)} <= set(urls)
    assert 3e9 in facts


def test_every_item_of_the_run_is_accounted_for(data):
    with open_release(data) as release:
        stages = release.query("SELECT stage, in_count, out_count, rejected, outcome FROM raw.run_stages", 99)
        outcomes = dict(release.query("SELECT outcome, count(*) FROM raw.pages GROUP BY outcome", 99).iter_rows())
    table = {row["stage"]: row for row in stages.iter_rows(named=True)}
    collected = table["collect"]
    rejected = json.loads(collected["rejected"])
    assert collected["out_count"] + sum(rejected.values()) == collected["in_count"]
    assert rejected["more items than one crawl takes"] == 9_997
    assert sum(outcomes.values()) == table["read"]["in_count"]
    assert table["read"]["outcome"] == "completed"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
