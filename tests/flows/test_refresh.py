"""What a run asks for, in which order, and what the index of the archive tells the next one."""

from datetime import UTC, datetime

import pytest

from flows.archived import ArchivedPage
from flows.batches import BatchRows
from flows.collection import Assignment, Collected, collect, health_rows
from flows.plan import plan_crawls
from flows.settings import Settings
from spiders.job import Validator
from spiders.report import CrawlReport, Health
from spiders.sources import Discovery, Excluded, Sources
from tests.flows.runs import fill, run
from tests.spiders.zoo import HOST, NOW, RSS, Answer, article, rss, source
from tests.warehouse.desk import open_memory
from warehouse.ledger import record

TEXT = "千问宣布春节投入30亿元。".encode()
AT = datetime(2026, 2, 6, 8, tzinfo=UTC)
GDELT = Discovery(kind="gdelt", query="Yuanbao sourcelang:english", url="http://finder.example/doc")


def outlet(name, site, *ways, **more):
    ways = ways or (Discovery(kind="feed", url=f"http://{site}/feed.xml"),)
    return source(*ways, id=name, publisher=name.title(), home=f"http://{site}/", **more)


@pytest.fixture
def sources():
    return Sources(
        [
            outlet("finder", "finder.example", GDELT, tier="aggregator"),
            outlet("lantern", "lantern.example"),
            outlet("kite", "kite.example"),
            outlet("lantern_tech", "tech.lantern.example"),
            outlet("closed", "closed.example", enabled=False),
            outlet("shunned", "shunned.example"),
        ],
        [Excluded(name="Shunned", reason="its terms", sites=("shunned.example",))],
    )


def test_crawls_of_one_site_follow_one_another_and_a_finder_waits_for_all(sources):
    plan = plan_crawls(sources)
    assert [(place.source.id, place.after) for place in plan] == [
        ("lantern", ()),
        ("kite", ()),
        ("lantern_tech", (0,)),
        ("shunned", ()),
        ("finder", (0, 1, 2)),
    ]


def test_a_finder_may_fetch_from_listed_outlets_that_are_not_left_out(sources):
    sites = {place.source.id: place.article_sites for place in plan_crawls(sources)}
    assert sites.pop("finder") == sources.outlet_sites() >= {"lantern.example", "kite.example"}
    assert "shunned.example" not in sources.outlet_sites()
    assert set(sites.values()) == {None}


def test_a_run_of_some_sources_plans_only_those(sources):
    assert [place.source.id for place in plan_crawls(sources, ("kite", "finder"))] == ["kite", "finder"]


def archived(url, source_id, body=TEXT, **more):
    fields = {
        "warc_file": "a.warc.gz", "warc_offset": 0, "source_id": source_id, "role": "article", "record": "response",
        "url": url, "fetched_at": AT, "status": 200, "content_type": "text/plain; charset=utf-8", "etag": None,
        "last_modified": None, "payload_digest": "sha1:A", "body": body, "told": {},
    }  # fmt: skip
    return ArchivedPage(**fields | more)


def test_what_a_finder_found_is_published_by_the_outlet_whose_site_it_is(sources, watchlist):
    rows = BatchRows(watchlist, sources)
    for url in ("http://www.kite.example/1", "http://nobody.example/1"):
        rows.add(archived(url, "finder"))
    rows.add(archived("http://kite.example/2", "lantern"))
    said = [(row["source_id"], row["publisher"], row["tier"]) for row in rows.articles.values()]
    assert said == [("kite", "Kite", "newspaper"), ("finder", None, None), ("lantern", "Lantern", "newspaper")]


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ({}, "article"),
        ({"role": "discovery"}, "discovery"),
        ({"role": "robots", "status": 404}, "robots"),
        ({"status": 410}, "gone"),
        ({"status": 404, "record": "revisit"}, "gone"),
        ({"status": 304, "record": "revisit"}, "unchanged"),
        ({"status": 200, "record": "revisit"}, "unchanged"),
        ({"role": "discovery", "status": 304, "record": "revisit"}, "discovery"),
        ({"status": 500}, "not_a_page"),
        ({"status": 301}, "gone"),  # our crawls keep only those that lead to a front page
        ({"status": 301, "warc_file": "foreign-1-2.warc.gz"}, "not_a_page"),
        ({"body": b"Trains were late."}, "irrelevant"),
    ],
)
def test_every_record_is_indexed_with_what_became_of_it(sources, watchlist, told, outcome):
    rows = BatchRows(watchlist, sources)
    found = rows.add(archived("http://kite.example/1", "kite", **told))
    (page,) = rows.batch().pages.to_dicts()
    assert (page["outcome"], page["article_id"] is not None, found is not None) == (
        outcome,
        outcome == "article",
        outcome == "article",
    )
    assert rows.outcomes == {outcome: 1}


def test_health_has_the_counts_of_the_report_and_what_the_sources_list_expects():
    report = CrawlReport(
        source_id="lantern", started_at=AT, finished_at=AT, ended="finished", warc_files=(), pages=3, not_modified=1,
        discovered=4, skipped_by_prefilter=0, refused={}, errors={}, newest_item_at=AT, bytes=9, health=Health.OK,
        message="", discovery_validators={}, listed=20, new_pages=2,
    )  # fmt: skip
    rows = health_rows("r", [Collected("lantern", report, expected=15), Collected("kite", None, "no answer", 7)])
    said = [tuple(row[name] for name in ("health", "listed", "expected", "new_pages")) for row in rows.to_dicts()]
    assert said == [("ok", 20, 15, 2), ("failing", 0, 7, 0)]
    with open_memory() as connection:
        assert record(connection, "source_health", rows) == 2


def test_feeds_are_remembered_whole_or_not_at_all(room, tmp_path):
    room.put("/feed.xml", Answer(rss(room.put("/1", article("one"))), content_type=RSS, headers={"ETag": '"f"'}))
    settings = Settings(data=tmp_path)
    assignment = Assignment(settings=settings, terms=(), newsroom=room.newsroom, now=NOW)
    assert collect(source(), assignment, {}).pages == 1
    (feeds,) = settings.crawls.glob("*.feeds.json")
    assert b'"f' in feeds.read_bytes()
    known = {HOST + "/1": Validator(payload_digest="sha1:x", archived_at=AT)}
    for torn, tag in ((False, '"f"'), (True, None)):
        if torn:
            feeds.write_bytes(feeds.read_bytes()[:30])
        asked = len(room.asked)
        assert collect(source(), assignment, known).ended == "finished"
        assert room.headers[room.asked.index(HOST + "/feed.xml", asked)].get("If-None-Match") == tag


def test_a_second_run_over_unchanged_pages_transfers_a_twentieth_at_most_and_adds_no_article(room, tmp_path):
    fill(room, pages=12, length=12_000)
    settings = Settings(data=tmp_path)
    first, articles, claims = run(settings, room)
    second, articles_again, claims_again = run(settings, room)
    assert (first.pages, first.new_pages, len(articles)) == (12, 12, 12)
    assert (second.pages, second.not_modified, second.health) == (0, 12, Health.OK)
    assert second.bytes <= 0.05 * first.bytes
    assert (articles_again, claims_again) == (articles, claims)
    # Twelve articles, the feed and robots.txt.
    assert second.revisits == 14


def test_feeds_are_remembered_for_the_entry_and_the_sites_they_were_last_asked_for(room, tmp_path):
    room.put("/feed.xml", Answer(rss(room.put("/1", article("one"))), content_type=RSS, headers={"ETag": '"f"'}))
    assignment = Assignment(settings=Settings(data=tmp_path), terms=("qwen",), newsroom=room.newsroom, now=NOW)
    known = {HOST + "/1": Validator(payload_digest="sha1:x", archived_at=AT)}
    both = frozenset({"lantern.example", "kite.example"})
    for fetch, sites in (("all", None), ("matching", None), ("matching", both), ("all", None)):
        collect(source(fetch=fetch), assignment, known, sites)
        assert len(list(assignment.settings.crawls.glob("lantern.*.feeds.json"))) == 1
    asked = [headers for url, headers in zip(room.asked, room.headers, strict=True) if url == HOST + "/feed.xml"]
    assert not any("If-None-Match" in headers for headers in asked)
