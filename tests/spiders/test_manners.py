"""How crawls behave: what settings can and cannot say, and how long a host asks to be left alone."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError
from scrapy.http import Response

from spiders.job import CrawlJob, Newsroom
from spiders.politeness import read_wait
from spiders.settings import build_settings

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
