"""A whole run by Prefect: leftovers of a killed one first, then the sources, those of one site in sequence."""

import json
import subprocess
import sys

import pytest

from spiders.sources import Discovery
from spiders.supervisor import child_environment, run_crawl
from tests.spiders.zoo import HOST, RSS, Answer, job, rss, source
from warehouse.reads import open_release

pytestmark = pytest.mark.soak
SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from flows.collection import Assignment
from flows.configuration import Configuration, load_configuration
from flows.orchestration import prepare_prefect
from flows.settings import Settings
from spiders.job import Newsroom
from spiders.sources import Source, Sources

settings = Settings(data=Path(sys.argv[1]), parallel_crawls=3)
prepare_prefect(settings.data)
from flows.refresh import with_crawls

given = load_configuration(settings)
sources = Sources([Source.model_validate_json(one) for one in sys.argv[3:]])
newsroom = Newsroom.model_validate_json(sys.argv[2])
assignment = Assignment(settings=settings, terms=("Qwen",), newsroom=newsroom, now=datetime(2026, 2, 20, 8, tzinfo=UTC))
done = with_crawls(3)(assignment, Configuration(given.watchlist, sources, given.fx_rates), edition="sample")
print(done.load.articles_new)
"""


def news(number):
    text = f"Qwen will hand out {number} million yuan in red packets over the Spring Festival, Alibaba said on Friday."
    return f"<!doctype html><title>Qwen {number}</title><article><p>{text}</p><p>{text}</p></article></html>".encode()


def page(body):
    def answer(desk):
        same = desk.headers.get("If-None-Match") == '"1"'
        return Answer(b"" if same else body, status=304 if same else 200, headers={"ETag": '"1"'}, delay=0.05)

    return answer


def refresh(folder, *given):
    """A run of the newsroom and the sources given, in a process of its own; what it prints."""
    messages = [one.model_dump_json(exclude_defaults=True) for one in given]
    command = [sys.executable, "-c", SCRIPT, str(folder), *messages]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=child_environment())
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_leftovers_are_read_before_a_run_collects_and_a_site_is_never_crawled_twice_at_once(room, tmp_path):
    first = [room.put(f"/first/{number}", page(news(number))) for number in range(1, 6)]
    second = [room.put(f"/second/{number}", page(news(number + 10))) for number in range(1, 6)]
    room.put("/feed.xml", Answer(rss(*first), content_type=RSS))
    room.put("/second.xml", Answer(rss(*second), content_type=RSS))
    one = source(expected_items=5)
    two = source(Discovery(kind="feed", url=HOST + "/second.xml"), id="second")
    run_crawl(job(room, tmp_path / "archive"), tmp_path / "crawl.log")  # as of a run that was killed before it read
    asked_before = len(room.asked)
    assert refresh(tmp_path, room.newsroom, one, two) == "10"
    asked = room.asked[asked_before:]
    assert asked.index(HOST + "/second.xml") > max(asked.index(url) for url in first)
    with open_release(tmp_path) as release:
        health = release.health().select("source_id", "health", "listed", "expected", "pages", "new_pages").rows()
        pages = dict(release.query("SELECT outcome, count(*) FROM raw.pages GROUP BY outcome", 9).rows())
        stages = release.query("SELECT stage, in_count FROM raw.run_stages", 9).rows()
    assert health == [("lantern", "ok", 5, 5, 0, 0), ("second", "ok", 5, None, 5, 5)]
    assert (pages["article"], pages["unchanged"]) == (10, 5)
    assert dict(stages)["recover"] == 7


def test_a_page_that_an_outlet_and_a_finder_list_in_one_run_is_asked_once_and_is_the_outlets(room, tmp_path):
    both, only = (room.put(f"/{number}", page(news(number))) for number in (1, 2))
    room.put("/feed.xml", Answer(rss(both), content_type=RSS))
    found = json.dumps({"articles": [{"url": both}, {"url": only}]}).encode()
    way = Discovery(kind="gdelt", query="Qwen", url="http://kite.example/doc")
    room.pages[way.url] = Answer(found, content_type="application/json")
    finder = source(way, id="finder", home="http://kite.example/", tier="aggregator")
    for _ in range(2):
        refresh(tmp_path, room.newsroom, finder, source())
    with open_release(tmp_path) as release:
        query = "SELECT DISTINCT url, source_id FROM raw.pages WHERE role = 'article' ORDER BY url"
        pages = release.query(query, 9).rows()
        sources = release.query("SELECT DISTINCT source_id FROM raw.articles", 9).rows()
    assert pages == [(both, "lantern"), (only, "finder")]
    assert sources == [("lantern",)]
