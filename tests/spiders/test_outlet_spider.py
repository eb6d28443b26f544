"""What the outlet spider makes of a discovery document, without a network."""

import asyncio
from datetime import timedelta

import pytest
from scrapy.http import TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from spiders import discovery
from spiders.job import CrawlJob, Validator
from spiders.outcomes import RefusedError, explain_status
from spiders.outlet import UNDER_WAY, OutletSpider
from spiders.report import Health
from spiders.sources import Discovery
from tests.spiders.zoo import HOST, NOW, RSS, rss, source


def spider(known=(), **changes):
    outlet = source()
    fields = {"source_id": "lantern", "source": outlet, "archive_dir": "archive", "now": NOW, **changes}
    return OutletSpider(job=CrawlJob(**fields), known=dict(known), source=outlet)


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


def test_a_feed_whose_xml_is_torn_is_told_and_read_anew_next_time():
    whole, _ = read(spider(), rss("/1", "/2"))
    torn, asked = read(spider(), rss("/1", "/2")[:-40])
    assert (whole.validator is None, torn.validator is None) == (False, True)
    assert (torn.health, torn.listed, len(asked)) == (Health.OK, 2, 2)
    assert "broken" in torn.note


def test_only_a_few_requests_exist_at_a_time_and_each_article_that_ends_brings_the_next():
    crawler = spider()
    _, asked = read(crawler, rss(*(f"/{number}" for number in range(100))))
    assert len(asked) == UNDER_WAY
    for number in range(UNDER_WAY, 100):
        response = TextResponse(asked[-1], status=200, request=crawler.ask_for_article(asked[-1]))
        (request,) = crawler.read_article(response)
        assert request.url == f"{HOST}/{number}"
    assert crawler.tally.new_pages == 100 - UNDER_WAY


def test_known_articles_wait_until_all_that_is_new_was_asked_for():
    crawler = spider(known={HOST + "/1": Validator(etag='"1"')})
    _, asked = read(crawler, rss("/1", "/2"))
    assert asked == [HOST + "/2"]
    assert crawler.selection.agenda.later == [HOST + "/1"]


def test_a_page_that_is_gone_argues_against_its_source_only_if_it_was_never_there():
    for known, failures in (({HOST + "/1": Validator()}, 0), ({}, 1)):
        crawler = spider(known=known)
        request = crawler.ask_for_article(HOST + "/1")
        failure = Failure(HttpError(TextResponse(request.url, status=410, request=request)))
        failure.request = request
        list(crawler.lose_article(failure))
        assert (crawler.tally.gone, sum(crawler.tally.article_failures.values())) == (1 - failures, failures)
        assert crawler.tally.errors == {"HTTP 410": 1}


def test_an_rsshub_route_without_an_rsshub_is_told():
    outlet = source(Discovery(kind="rsshub", route="/lantern/news"))
    crawler = OutletSpider(job=CrawlJob(source_id="lantern", source=outlet, archive_dir="a"), known={}, source=outlet)

    async def start():
        return [request async for request in crawler.start()]

    assert asyncio.run(start()) == []
    assert "HONGBAO_RSSHUB" in crawler.tally.discovery[0].note


def test_a_redirected_listing_that_answers_unchanged_is_judged_by_the_address_that_was_asked():
    (way,) = source().discovery
    crawler = spider({way.url: Validator(newest_item_at=NOW, listed=7)})
    request = crawler.ask_for_listing(way, 0)
    request.meta["redirect_urls"] = [way.url]
    response = TextResponse(HOST + "/new.xml", status=304, request=request)
    assert list(crawler.read_discovery(response, way, 0)) == []
    (outcome,) = crawler.tally.discovery
    assert (outcome.url, outcome.health, outcome.listed) == (way.url, Health.OK, 7)


def test_a_redirected_listing_that_is_lost_is_told_by_the_address_that_was_asked():
    crawler = spider()
    failure = Failure(RefusedError("robots.txt forbids it", Health.BLOCKED))
    failure.request = crawler.ask_for_listing(crawler.source.discovery[0], 0).replace(url=HOST + "/new.xml")
    failure.request.meta["redirect_urls"] = [HOST + "/feed.xml"]
    crawler.lose_discovery(failure)
    assert crawler.tally.discovery[0].url == HOST + "/feed.xml"


def test_items_beyond_the_most_of_one_listing_are_counted_as_left(monkeypatch):
    monkeypatch.setattr(discovery, "MOST_ITEMS", 3)
    crawler = spider()
    outcome, asked = read(crawler, rss(*(f"/{number}" for number in range(10))))
    assert (len(asked), outcome.listed, outcome.validator) == (3, 3, None)
    assert crawler.tally.refused == {"more items than one crawl takes": 7}


def test_no_more_of_a_crawl_is_kept_for_known_pages_than_it_may_look_at_again():
    then = NOW - timedelta(days=2)
    known = {f"{HOST}/{number}": Validator(first_seen_at=then, checked_at=then) for number in range(600)}
    assert spider(known, max_pages=2000, max_rechecks=200).agenda.kept == 200
    assert spider(known, max_pages=500, max_rechecks=200).agenda.kept == 100
