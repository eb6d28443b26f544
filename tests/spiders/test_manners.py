"""How crawls behave: what settings can and cannot say, and how long a host asks to be left alone."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from pydantic import ValidationError
from scrapy.http import Response

from spiders.job import CrawlJob, Newsroom
from spiders.politeness import read_wait
from spiders.settings import GDELT_DELAY, build_settings
from spiders.sources import Discovery
from tests.spiders.zoo import HOST, RSS, Answer, article, crawl, rss, source

NOW = datetime(2026, 2, 20, 8, tzinfo=UTC)
NEWSROOM = Newsroom(address="http://127.0.0.1:8000", hosts=frozenset({"lantern.example"}))


def settings(**changes):
    fields = {
        "source_id": "lantern",
        "urls": ("http://lantern.example/",),
        "archive_dir": "archive",
        **changes,
    }
    return build_settings(CrawlJob(**fields))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("Fri, 20 Feb 2026 08:01:00 GMT", 60),
        ("Fri, 20 Feb 2026 07:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_read_as_number_or_date(value, seconds):
    assert read_wait(Response("http://lantern.example/", headers={"Retry-After": value}), NOW) == seconds


@pytest.mark.parametrize("newsroom", [None, NEWSROOM])
def test_politeness_and_safety_are_the_same_for_live_and_sample(newsroom):
    found = settings(newsroom=newsroom)
    assert found["ROBOTSTXT_OBEY"]
    assert found["AUTOTHROTTLE_ENABLED"]
    assert found["DOWNLOAD_VERIFY_CERTIFICATES"]
    assert not found["REMOTE_CONTROL_ENABLED"]
    assert not found["TELNETCONSOLE_ENABLED"]
    assert not found["HTTPPROXY_ENABLED"]


def test_gdelt_is_asked_once_in_five_seconds_and_nobody_else_is_held_to_that():
    way = Discovery(kind="gdelt", query='"red packet" lantern')
    found = settings(urls=(), source=source(way), contact="newsdesk@lantern.example")
    assert found["DOWNLOAD_SLOTS"] == {"api.gdeltproject.org": {"concurrency": 1, "delay": 5.5, "jitter": 0.0}}
    assert settings()["DOWNLOAD_SLOTS"] == {}


def test_no_job_waits_longer_for_an_answer_than_half_a_minute():
    assert settings()["DOWNLOAD_TIMEOUT"] == 30
    assert settings(patience=1)["DOWNLOAD_TIMEOUT"] == 1
    with pytest.raises(ValidationError):
        settings(patience=31)


def test_a_live_crawl_waits_between_requests_and_names_its_contact():
    found = settings(contact="newsdesk@lantern.example")
    assert found["DOWNLOAD_DELAY"] >= 1
    assert "newsdesk@lantern.example" in found["USER_AGENT"]


@pytest.mark.parametrize(
    ("address", "hosts"),
    [
        ("http://10.0.0.1:8000", {"lantern.example"}),
        ("http://localhost:8000", {"lantern.example"}),
        ("https://127.0.0.1:8000", {"lantern.example"}),
        ("http://127.0.0.1", {"lantern.example"}),
        ("http://127.0.0.1:8000", {"lantern.com"}),
        ("http://127.0.0.1:8000", set()),
    ],
)
def test_a_newsroom_is_on_loopback_and_its_hosts_belong_to_nobody(address, hosts):
    with pytest.raises(ValidationError):
        Newsroom(address=address, hosts=hosts)


@pytest.mark.parametrize("changes", [{"urls": ()}, {"source_id": "../up"}, {"seconds": 0}, {"polite": False}])
def test_a_job_says_one_thing_and_nothing_else(changes):
    with pytest.raises(ValidationError):
        settings(**changes)


def gaps(room, *paths):
    """The seconds between one request and the next as they arrived, of requests for these paths.

    On a busy machine one may arrive late and the next in time; without a pace there is next to nothing between them.
    """
    times = [at for at, url in zip(room.times, room.asked, strict=True) if url.removeprefix(HOST).startswith(paths)]
    return [later - earlier for earlier, later in pairwise(times)]


def test_a_crawl_delay_in_robots_txt_is_kept(room, tmp_path):
    rules = b"User-agent: Hongbao\nCrawl-delay: 0.5"
    room.put("/robots.txt", Answer(rules, content_type="text/plain"))
    room.put_feed(*(room.put(f"/{number}", article("quick")) for number in range(3)))
    assert crawl(room, tmp_path).pages == 3
    assert len(gaps(room, "/")) == 4
    assert min(gaps(room, "/")) > 0.5 / 2


def test_a_finder_with_a_pace_of_its_own_is_held_to_it_though_it_answers_fast(room, tmp_path):
    ways = [Discovery(kind="gdelt", query=f"lantern{n}", url="http://kite.example/api") for n in range(3)]
    for way in ways:
        room.pages[way.url] = Answer(b'{"articles": []}', content_type="application/json")
    report = crawl(room, tmp_path, source=source(*ways))
    assert [way.health for way in report.ways] == ["empty"] * 3
    assert min(gaps(room, "http://kite.example/")) > GDELT_DELAY / 10 / 2


def test_a_server_that_slows_down_is_asked_more_slowly(room, tmp_path):
    links = [f"/{number}" for number in range(4)]
    for delay in (0.0, 0.6):
        for link in links:
            room.put(link, Answer(b"<p>x", delay=delay))
        room.put("/feed.xml", Answer(rss(*links), content_type=RSS, delay=delay))
        assert crawl(room, tmp_path).pages == 4
    quick, slow = (room.times[start:end] for start, end in ((2, 6), (8, 12)))
    # Four at a time are aimed at, so one in 0.15 seconds, which Scrapy varies by half.
    assert slow[-1] - slow[0] > max(0.2, quick[-1] - quick[0])


def test_a_host_is_asked_no_more_than_its_budget_of_requests(room, tmp_path):
    room.put_feed(*(room.put(f"/{number}", article("x")) for number in range(9)))
    report = crawl(room, tmp_path, host_requests=6)
    assert len(room.asked) == 6
    assert (report.pages, report.refused) == (4, {"host budget is used up": 5})
    assert not report.discovery_validators  # so that the next crawl goes on


def test_a_crawl_is_sent_no_more_than_its_budget_of_bytes(room, tmp_path):
    room.put_feed(*(room.put(f"/{number}", Answer(b"<p>" + bytes(50_000), delay=0.1)) for number in range(30)))
    report = crawl(room, tmp_path, max_bytes=200_000)
    refused = report.refused["the crawl's budget of bytes is used up"]
    assert refused >= 30 - 4 - 8  # what is under way may still arrive
    assert (report.discovered, report.rejected) == (30, {"the crawl's budget of bytes is used up": refused})
    assert report.bytes < 200_000 + 8 * 52_000
