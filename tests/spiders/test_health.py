"""Health is judged on what a source delivers."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from spiders.health import judge_freshness, judge_named_pages, judge_source, newest_date
from spiders.items import Item
from spiders.job import Validator
from spiders.outcomes import explain_status
from spiders.report import Health
from spiders.sources import Discovery
from spiders.tally import DiscoveryOutcome, Tally
from tests.spiders.zoo import HOST, NOW, Answer, OpenRoom, article, crawl, source, write_known


@pytest.mark.parametrize(
    ("age_hours", "cadence_hours", "word"),
    [
        (1, 1, Health.OK),
        (59, 1, Health.OK),  # an hourly feed may rest over a weekend
        (61, 1, Health.STALE),
        (71, 24, Health.OK),
        (73, 24, Health.STALE),
        (9 * 365 * 24, 24, Health.STALE),
    ],
)
def test_a_source_is_stale_after_three_of_its_gaps_but_not_within_a_weekend(age_hours, cadence_hours, word):
    assert judge_freshness(NOW - timedelta(hours=age_hours), NOW, cadence_hours)[0] is word


def test_an_item_of_next_year_does_not_make_a_dead_feed_look_alive():
    dates = [NOW - timedelta(days=900), NOW + timedelta(days=300), None]
    assert newest_date([Item("", "", date) for date in dates], NOW) == dates[0]


def test_the_best_way_in_decides_and_the_others_are_told():
    tally = Tally(
        pages=1,
        discovery=[
            DiscoveryOutcome("http://lantern.example/a", Health.FAILING, "HTTP 500"),
            DiscoveryOutcome("http://lantern.example/b", Health.OK),
        ],
    )
    assert judge_source(tally) == (Health.OK, "http://lantern.example/a: HTTP 500")


def test_a_source_whose_articles_are_all_forbidden_is_blocked_however_fresh_its_feed():
    tally = Tally(
        discovery=[DiscoveryOutcome("http://a.example/", Health.OK)],
        article_failures=Counter({Health.BLOCKED: 3}),
    )
    assert judge_source(tally)[0] is Health.BLOCKED


def test_of_a_source_whose_articles_are_all_lost_the_main_reason_is_told_with_its_count():
    tally = Tally(discovery=[DiscoveryOutcome("http://a.example/", Health.OK)])
    for status in (403, 403, 500):
        tally.count_article_failure(explain_status(status))
    assert judge_source(tally) == (Health.BLOCKED, "none of its articles could be fetched, mostly: HTTP 403 (2)")


def test_a_crawl_that_saw_no_discovery_is_failing():
    assert judge_source(Tally())[0] is Health.FAILING


def test_named_pages_are_ok_only_if_all_were_had():
    assert judge_named_pages(Tally(pages=2)) == (Health.OK, "")
    word, message = judge_named_pages(
        Tally(pages=1, errors=Counter({"HTTP 404": 1}), article_failures=Counter({Health.MOVED: 1}))
    )
    assert word is Health.FAILING
    assert "HTTP 404" in message


UNDATED = DiscoveryOutcome("http://lantern.example/", Health.OK, listed=9)


@pytest.mark.parametrize(("days", "word"), [(0, Health.OK), (2, Health.OK), (9, Health.STALE), (None, Health.OK)])
def test_a_listing_without_dates_is_judged_by_when_an_unknown_address_last_turned_up(days, word):
    last = None if days is None else NOW - timedelta(days=days)
    judged, message = judge_source(Tally(pages=1, discovery=[UNDATED], last_new_at=last), source(), NOW)
    assert judged is word
    assert ("cannot be judged" in message) == (days is None)
    assert ("nothing new has turned up since 2026-02-11, though one" in message) == (days == 9)


def test_of_a_sifted_source_only_a_listing_that_is_unchanged_since_long_is_stale():
    sifted = source(fetch="matching")
    tally = Tally(pages=1, discovery=[UNDATED], last_new_at=NOW - timedelta(days=90))
    assert judge_source(tally, sifted, NOW)[0] is Health.OK
    tally.discovery = [replace(UNDATED, validator=Validator(archived_at=NOW - timedelta(days=9)))]
    assert judge_source(tally, sifted, NOW)[0] is Health.STALE


def test_dates_that_all_lie_in_the_future_are_none_to_judge_by():
    newest = newest_date([Item("http://lantern.example/1", "", NOW + timedelta(days=300))], NOW)
    word, note = judge_freshness(newest, NOW, 24)
    assert (word, "in the future" in note) == (Health.OK, True)


@pytest.mark.parametrize(("listed", "expected", "is_told"), [(3, 20, True), (10, 20, False), (1, None, False)])
def test_a_listing_that_runs_dry_is_told_while_it_is_fresh(listed, expected, is_told):
    tally = Tally(pages=1, discovery=[DiscoveryOutcome("http://a.example/", Health.OK, listed=listed)])
    word, message = judge_source(tally, source(expected_items=expected), NOW)
    assert (word, f"at least {expected} are usual" in message) == (Health.OK, is_told)


def child(number, age_days, **changes):
    newest = None if age_days is None else NOW - timedelta(days=age_days)
    word = Health.OK if age_days is None or age_days < 3 else Health.STALE
    fields = {"health": word, "newest_item_at": newest, "listed": 9, **changes}
    return DiscoveryOutcome(f"http://lantern.example/map-{number}.xml", **fields)


INDEX = source(Discovery(kind="sitemap", url="http://lantern.example/sitemap.xml"))


def test_the_sitemaps_of_an_index_are_one_way_which_is_as_fresh_as_its_newest():
    children = [child(number, age) for number, age in enumerate([400, 300, 1, 200, None, 100])]
    assert judge_source(Tally(pages=1, discovery=children), INDEX, NOW) == (Health.OK, "")


def test_an_index_whose_sitemaps_are_all_old_is_told_once():
    children = [child(number, age) for number, age in enumerate([400, 300, 90, 200, 150, 100])]
    word, message = judge_source(Tally(pages=1, discovery=children), INDEX, NOW)
    assert (word, message.count("newest item"), "map-2.xml" in message) == (Health.STALE, 1, True)


def test_what_is_wrong_with_one_sitemap_of_an_index_is_told_beside_a_fresh_one():
    lost = DiscoveryOutcome("http://lantern.example/map-7.xml", Health.MOVED, "HTTP 404")
    torn = child(8, 90, note="its XML is broken")
    empty = child(9, None, health=Health.EMPTY, note="it lists no items")
    word, message = judge_source(Tally(pages=1, discovery=[child(1, 1), torn, lost, empty]), INDEX, NOW)
    assert word is Health.OK
    assert message == "http://lantern.example/map-7.xml: HTTP 404; http://lantern.example/map-8.xml: its XML is broken"


def test_an_old_feed_beside_a_fresh_index_is_still_told():
    feed = Discovery(kind="feed", url="http://lantern.example/feed.xml")
    old = DiscoveryOutcome(feed.url, Health.STALE, newest_item_at=NOW - timedelta(days=900))
    word, message = judge_source(Tally(pages=1, discovery=[old, child(1, 1)]), source(feed, *INDEX.discovery), NOW)
    assert (word, message.startswith(f"{feed.url}: its newest item is of 2023-09-04")) == (Health.OK, True)


def test_a_torn_listing_without_dates_is_told_to_be_torn_and_not_to_be_unjudged_once_it_can_be():
    torn = replace(UNDATED, note="its XML is broken")
    assert judge_source(Tally(pages=1, discovery=[torn], last_new_at=NOW), source(), NOW)[1] == (
        "http://lantern.example/: its XML is broken"
    )


def test_a_crawl_of_an_index_of_old_sitemaps_and_a_fresh_one_has_nothing_to_tell(tmp_path):
    def entry(kind, path, age_days):
        return f"<{kind}><loc>{HOST}{path}</loc><lastmod>{NOW - timedelta(days=age_days):%Y-%m-%d}</lastmod></{kind}>"

    ages = [400, 300, 1, 200, 150, 100]
    maps = "".join(entry("sitemap", f"/map-{number}.xml", age) for number, age in enumerate(ages))
    with OpenRoom() as room:
        room.put("/sitemap.xml", Answer(f"<sitemapindex>{maps}</sitemapindex>".encode(), content_type="text/xml"))
        for number, age in enumerate(ages):
            body = f"<urlset>{entry('url', f'/{number}', age)}</urlset>".encode()
            room.put(f"/map-{number}.xml", Answer(body, content_type="text/xml"))
            room.put(f"/{number}", article(str(number)))
        report = crawl(room, tmp_path, source=source(Discovery(kind="sitemap", url=HOST + "/sitemap.xml")))
    assert (report.health, report.message, report.pages) == (Health.OK, "", 6)
    assert [way.health for way in report.ways].count(Health.STALE) == 5


def lost(times, hours=None):
    tally = Tally(discovery=[DiscoveryOutcome("http://a.example/", Health.OK, listed=9)])
    tally.last_look_at = None if hours is None else NOW - timedelta(hours=hours)
    for _ in range(times):
        tally.count_article_failure(explain_status(500))
    return judge_source(tally, source(), NOW)[0]


@pytest.mark.parametrize(
    ("times", "hours", "word"),
    [(1, 1, Health.OK), (1, 25, Health.FAILING), (1, None, Health.FAILING), (2, 1, Health.FAILING)],
)
def test_one_dead_link_says_nothing_of_a_source_that_was_read_within_the_day(times, hours, word):
    assert lost(times, hours) is word


def test_a_dead_link_in_a_feed_with_nothing_new_makes_no_source_fail(tmp_path):
    now = datetime.now(UTC)
    with OpenRoom() as room:
        pages = [room.put(f"/{number}", article(str(number))) for number in range(3)]
        room.put_feed(*pages, room.put("/bad", Answer(status=500)), published=now - timedelta(hours=1))
        seen = {url: Validator(etag='"1"', first_seen_at=now, checked_at=now) for url in pages}
        report = crawl(room, tmp_path, now=None, known_file=write_known(tmp_path, seen))
    assert (report.pages, report.errors, report.health, report.message) == (0, {"HTTP 500": 1}, Health.OK, "")


def test_the_main_reason_is_told_once(tmp_path):
    with OpenRoom() as room:
        room.put_feed(*(room.put(f"/{number}", Answer(status=403)) for number in range(3)))
        report = crawl(room, tmp_path)
    assert report.message == "none of its articles could be fetched, mostly: HTTP 403 (3)"


def test_how_much_is_listed_is_not_known_while_one_listing_is_not():
    listings = [DiscoveryOutcome("http://a.example/", Health.OK, listed=listed) for listed in (3, None)]
    tally = Tally(pages=1, discovery=listings)
    assert tally.listed is None
    assert "usual" not in judge_source(tally, source(expected_items=20), NOW)[1]
