"""What the outlet spider makes of a discovery document, without a network."""

import pytest
from scrapy.http import TextResponse
from twisted.python.failure import Failure

from spiders.job import CrawlJob
from spiders.outcomes import RefusedError, explain_status
from spiders.outlet import OutletSpider
from spiders.report import Health
from tests.spiders.zoo import HOST, NOW, RSS, rss, source


def spider(**changes):
    outlet = source()
    fields = {"source_id": "lantern", "source": outlet, "archive_dir": "archive", "now": NOW, **changes}
    return OutletSpider(job=CrawlJob(**fields), known={}, source=outlet)


def read(crawler, body, redirects=(), url=HOST + "/feed.xml"):
    """Feed one document to the spider, as if it had come by these redirects (status, from)."""
    (way,) = crawler.source.discovery
    request = crawler.ask_for_listing(way, 0)
    request.meta["redirect_reasons"] = [status for status, _ in redirects]
    request.meta["redirect_urls"] = [from_url for _, from_url in redirects]
    response = TextResponse(url, body=body, headers={"Content-Type": RSS}, request=request)
    asked = [found.url for found in crawler.read_discovery(response, way, 0)]
    return crawler.tally.discovery[-1], asked


def test_a_feed_without_items_is_empty():
    assert read(spider(), rss())[0].health is Health.EMPTY


def test_a_feed_that_declares_entities_is_not_a_feed():
    outcome, _ = read(spider(), rss("/1", head='<!DOCTYPE rss [<!ENTITY a "b">]>'))
    assert outcome.health is Health.NOT_A_FEED


def test_a_feed_that_now_leads_to_the_front_page_has_moved():
    outcome, _ = read(spider(), b"<!doctype html><p>Home", [(301, HOST + "/feed.xml")], HOST + "/")
    assert (outcome.health, HOST + "/:" in outcome.note) == (Health.MOVED, True)


@pytest.mark.parametrize(
    ("status", "to", "word"),
    [
        (301, "http://lantern.example/new.xml", Health.MOVED),
        (302, "http://lantern.example/new.xml", Health.OK),
        (308, "https://www.lantern.example/feed.xml/", Health.OK),  # no reader would call that a move
    ],
)
def test_a_feed_has_moved_when_it_says_so_for_good(status, to, word):
    outcome, _ = read(spider(), rss("/1"), [(status, HOST + "/feed.xml")], to)
    assert outcome.health is word


@pytest.mark.parametrize(
    ("status", "word"),
    [(401, Health.BLOCKED), (429, Health.BLOCKED), (404, Health.MOVED), (503, Health.FAILING)],
)
def test_a_status_argues_for_a_word(status, word):
    assert explain_status(status).health is word


def test_an_item_that_is_listed_twice_is_asked_for_once():
    crawler = spider()
    _, asked = read(crawler, rss("/1", "/1#top", "/2"))
    assert asked == [HOST + "/1", HOST + "/2"]
    assert crawler.tally.discovered == 2


def test_items_beyond_the_limit_of_a_crawl_are_counted():
    crawler = spider(max_pages=3)
    _, asked = read(crawler, rss(*(f"/{number}" for number in range(1_000))))
    assert len(asked) == 3
    assert crawler.tally.refused == {"more items than one crawl takes": 997}
    assert crawler.tally.unsettled  # so the next crawl reads the feed again, and not a bare "unchanged"


def test_a_link_that_cannot_be_read_is_counted():
    crawler = spider()
    _, asked = read(crawler, rss("http://[broken/1", "", "/1"))
    assert asked == [HOST + "/1"]
    assert crawler.tally.refused == {"address cannot be read": 2}
    assert crawler.tally.discovered == 3


def test_a_discovery_address_that_is_lost_is_told_with_its_reason():
    crawler = spider()
    failure = Failure(RefusedError("robots.txt forbids it", Health.BLOCKED))
    failure.request = crawler.ask_for_listing(crawler.source.discovery[0], 0)
    crawler.lose_discovery(failure)
    (outcome,) = crawler.tally.discovery
    assert (outcome.health, outcome.note) == (Health.BLOCKED, "robots.txt forbids it")


def test_a_feed_that_says_unchanged_to_a_first_request_is_failing():
    crawler = spider()
    (way,) = crawler.source.discovery
    response = TextResponse(way.url, status=304, request=crawler.ask_for_listing(way, 0))
    assert list(crawler.read_discovery(response, way, 0)) == []
    assert crawler.tally.discovery[0].health is Health.FAILING


def test_a_feed_is_asked_conditionally_only_when_all_it_listed_was_dealt_with():
    (way,) = source().discovery
    assert not spider().ask_for_listing(way, 0).meta["hongbao_conditional"]
