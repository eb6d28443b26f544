"""Health is judged on what a source delivers."""

from collections import Counter
from datetime import timedelta

import pytest

from spiders.health import judge_freshness, judge_named_pages, judge_source, newest_date
from spiders.items import Item
from spiders.report import Health
from spiders.tally import DiscoveryOutcome, Tally
from tests.spiders.zoo import NOW


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


def test_a_crawl_that_saw_no_discovery_is_failing():
    assert judge_source(Tally())[0] is Health.FAILING


def test_named_pages_are_ok_only_if_all_were_had():
    assert judge_named_pages(Tally(pages=2)) == (Health.OK, "")
    word, message = judge_named_pages(
        Tally(pages=1, errors=Counter({"HTTP 404": 1}), article_failures=Counter({Health.MOVED: 1}))
    )
    assert word is Health.FAILING
    assert "HTTP 404" in message
