"""What the index of the archive tells the next crawl: of pages, of addresses that lead to them, of other sources'."""

import json
from datetime import UTC, datetime, timedelta

from duckdb import DuckDBPyConnection

from flows.collection import Assignment, collect
from flows.gathering import known_of_a_run
from flows.known import KnownPages, known_pages
from flows.settings import REPOSITORY, Settings
from spiders.job import Validator
from spiders.report import Health
from spiders.sources import Discovery, Sources
from tests.flows.runs import fill, run
from tests.spiders.zoo import HOST, NOW, RSS, Answer, article, rss, source
from tests.warehouse.desk import open_memory
from warehouse.batch import make_frame
from warehouse.writer import open_writer

PAGE_CHECKS = REPOSITORY / "warehouse" / "marts" / "page_checks.sql"
AT = datetime(2026, 2, 6, 8, tzinfo=UTC)
GDELT = Discovery(kind="gdelt", query="Yuanbao sourcelang:english", url="http://finder.example/doc")


def index(connection: DuckDBPyConnection, *pages):
    """Rows of the index, an hour between each and the next; the first words of each are its record and status."""
    rows = []
    for place, (url, kind, status, more) in enumerate(pages):
        row = {
            "warc_file": "a.warc.gz", "warc_offset": place, "url": url, "source_id": "lantern", "role": "article",
            "record": kind, "fetched_at": AT + place * timedelta(hours=1), "status": status, "content_type": None,
            "payload_digest": None, "etag": None, "last_modified": None, "outcome": "article", "article_id": None,
        }  # fmt: skip
        rows.append(row | more)
    connection.register("rows", make_frame("pages", rows).to_arrow())
    connection.execute("INSERT INTO raw.pages BY NAME SELECT * FROM rows")


def hours(number):
    return AT + timedelta(hours=number)


def test_tags_are_of_the_last_answer_and_the_digest_of_the_last_full_record():
    with open_memory() as connection:
        index(
            connection,
            ("u", "response", 200, {"payload_digest": "d1", "etag": "1", "last_modified": "Mon"}),
            ("u", "response", 200, {"payload_digest": "d2", "etag": "2", "last_modified": "Tue"}),
            ("u", "revisit", 304, {"payload_digest": "d2", "etag": "3"}),
            ("u", "revisit", 304, {"payload_digest": "d2"}),
            ("gone", "response", 200, {"payload_digest": "d3", "etag": "4"}),
            ("gone", "response", 410, {"payload_digest": "d4", "outcome": "gone"}),
        )
        known = known_pages(connection)["lantern"]
    page, gone = known["u"], known["gone"]
    assert (page.etag, page.last_modified, page.payload_digest) == ("3", "Tue", "d2")
    assert (page.first_seen_at, page.archived_at, page.checked_at) == (hours(0), hours(1), hours(3))
    assert (gone.etag, gone.payload_digest, gone.first_seen_at, gone.checked_at) == (None, "d4", hours(4), hours(5))


def test_of_feeds_and_robots_files_only_the_record_is_known_and_they_are_on_no_schedule():
    with open_memory() as connection:
        feed = {"role": "discovery", "outcome": "discovery", "payload_digest": "d", "etag": "1"}
        index(connection, ("feed", "response", 200, feed), ("robots", "response", 200, feed | {"role": "robots"}))
        known = known_pages(connection)["lantern"]
    for place, url in enumerate(("feed", "robots")):
        assert known[url].payload_digest == "d"
        assert known[url].archived_at == hours(place)
        assert (known[url].etag, known[url].checked_at, known[url].first_seen_at) == (None, None, None)


def test_an_address_that_leads_to_a_page_is_known_and_was_looked_at_whenever_the_page_was():
    with open_memory() as connection:
        full = {"payload_digest": "d", "etag": "1"}
        index(
            connection,
            ("page", "response", 200, full | {"asked_url": "short"}),
            ("page", "revisit", 304, {"payload_digest": "d"}),
            ("kept", "response", 200, full | {"asked_url": "moved"}),
            ("moved", "response", 410, {"outcome": "gone"}),
        )
        known = known_pages(connection)["lantern"]
    assert known["short"] == Validator(first_seen_at=hours(0), checked_at=hours(1), leads_to="page")
    # One that has since answered for itself leads nowhere.
    assert (known["moved"].leads_to, known["moved"].checked_at) == (None, hours(3))
    assert (known["page"].etag, known["page"].leads_to) == ("1", None)


def test_a_clock_that_ran_ahead_once_has_not_the_last_word():
    with open_memory() as connection:
        full = {"payload_digest": "d", "etag": "1"}
        ahead = {"fetched_at": hours(24 * 700), "warc_file": "b.warc.gz", "payload_digest": "x", "etag": "x"}
        index(
            connection,
            ("u", "response", 200, full),
            ("u", "response", 200, ahead),
            ("u", "response", 200, full | {"etag": "3", "warc_file": "c.warc.gz"}),
        )
        page = known_pages(connection, hours(9))["lantern"]["u"]
    assert (page.etag, page.payload_digest, page.archived_at) == ("3", "d", hours(2))
    assert (page.first_seen_at, page.checked_at) == (hours(0), hours(2))


def test_within_a_file_the_order_of_writing_counts_whatever_the_clock_did():
    with open_memory() as connection:
        index(
            connection,
            ("u", "response", 200, {"etag": "1", "fetched_at": hours(5)}),
            ("u", "response", 200, {"etag": "2", "fetched_at": hours(1)}),
        )
        page = known_pages(connection, hours(9))["lantern"]["u"]
    assert (page.etag, page.checked_at) == ("2", hours(5))


def test_a_finder_is_told_that_outlets_look_after_their_own_pages():
    seen = Validator(first_seen_at=AT, checked_at=AT)
    own = {"f": seen, "short": Validator(leads_to="k1"), "k2": seen}
    kite = {"k1": seen, "k2": seen, "feed": Validator(payload_digest="d")}
    known = KnownPages({"kite": kite, "finder": own}, ["kite", "lantern"])
    known.learn("lantern", ("l1",))
    known.learn("finder", ("f2",))
    told = known.of("finder")
    assert {url for url, page in told.items() if page.is_elsewhere} == {"k1", "k2", "short", "l1"}
    assert told["f"] == seen
    assert set(told) == {"f", "short", "k1", "k2", "l1"}
    assert known.of("kite") == kite
    assert known.of("lantern") == {}


def test_a_page_that_an_outlet_was_asked_for_is_not_asked_again_for_a_finder(room, tmp_path):
    pages = [room.put("/1", article("one")), room.put("/2", article("two"))]
    room.put_feed(pages[0])
    short = room.put("/short", Answer(status=301, headers={"Location": "/2"}))
    told = json.dumps({"articles": [{"url": url} for url in (pages[0], short)]}).encode()
    room.pages[GDELT.url] = Answer(told, content_type="application/json")
    newsroom = room.newsroom.model_copy(update={"hosts": room.newsroom.hosts | {"finder.example"}})
    assignment = Assignment(settings=Settings(data=tmp_path), terms=(), newsroom=newsroom, now=NOW)
    finder = source(GDELT, id="finder", home="http://finder.example/", tier="aggregator")
    known = KnownPages({}, ["lantern"])
    known.learn("lantern", collect(source(), assignment, known.of("lantern")).asked)
    report = collect(finder, assignment, known.of("finder"), frozenset({"lantern.example"}))
    assert report.refused == {"page that its outlet's own crawl looks after": 1}
    assert report.asked == (pages[1], short)
    assert room.asked.count(pages[0]) == 1


def redirected(room, pages):
    """A feed of so many items, each behind an address that leads to it, with a tag."""
    fill(room, pages)
    links = [
        room.put(f"/to/{number}", Answer(status=301, headers={"Location": f"/{number}"})) for number in range(pages)
    ]
    room.put_feed(*links)
    return links


def test_a_backlog_behind_redirects_is_worked_off_run_by_run_and_then_nothing_is_transferred(room, tmp_path):
    redirected(room, 12)
    settings = Settings(data=tmp_path, crawl_pages=5)
    for _ in range(3):
        found, articles, _ = run(settings, room)
    assert len(articles) == 12
    assert found.refused.get("more items than one crawl takes", 0) == 0
    found, again, _ = run(Settings(data=tmp_path), room)
    assert (again, found.pages, found.not_modified) == (articles, 0, 12)
    # None was asked both by the address of the feed and by its own.
    asked = [url for url in room.asked if url != HOST + "/robots.txt"][-25:]
    assert len(set(asked)) == 25


def test_a_second_crawl_of_items_that_redirect_asks_none_before_it_is_due(room, tmp_path):
    links = redirected(room, 3)
    settings = Settings(data=tmp_path)
    run(settings, room, now=None)
    room.asked.clear()
    found, *_ = run(settings, room, now=None)
    assert found.refused == {"known page, looked at not long ago": 3}
    assert not set(links).intersection(room.asked)
    assert not any(url == f"{HOST}/{number}" for url in room.asked for number in range(3))


def test_a_page_that_now_leads_to_a_front_page_is_gone_and_is_left_until_it_is_due(room, tmp_path):
    fill(room, 2)
    settings = Settings(data=tmp_path)
    _, articles, _ = run(settings, room, now=None)
    room.put("/", article("front page"))
    room.put("/0", Answer(status=301, headers={"Location": "/"}))
    soon = datetime.now(UTC) + timedelta(minutes=1)
    room.put_feed(HOST + "/0", HOST + "/1", published=soon)
    found, again, _ = run(settings, room, now=soon)
    assert (found.gone, found.health, again) == (1, Health.OK, articles)
    with open_writer(settings.data) as connection:
        outcomes = connection.execute("SELECT status, outcome FROM raw.pages WHERE url = $1", [HOST + "/0"]).fetchall()
        page = known_pages(connection)["lantern"][HOST + "/0"]
    assert sorted(outcomes) == [(200, "article"), (301, "gone")]
    assert page.leads_to is None
    room.asked.clear()
    run(settings, room, now=None)
    assert HOST + "/0" not in room.asked


def test_an_article_that_is_taken_down_behind_another_address_is_gone_by_its_own(room, tmp_path):
    (link,) = redirected(room, 1)
    room.put_feed(link, published=datetime.now(UTC))
    settings = Settings(data=tmp_path)
    run(settings, room, now=None)
    with open_writer(settings.data) as connection:
        connection.execute("UPDATE raw.pages SET fetched_at = fetched_at - INTERVAL 30 HOUR")
    room.put("/", article("front page"))
    room.put("/0", Answer(status=301, headers={"Location": "/"}))
    found, *_ = run(settings, room, now=None)
    assert found.gone == 1
    with open_writer(settings.data) as connection:
        looks = connection.execute("SELECT url, asked_url, outcome FROM raw.pages WHERE outcome = 'gone'").fetchall()
        checks = connection.execute(PAGE_CHECKS.read_text()).pl().select("url", "checks", "last_seen_at", "gone_at")
    assert looks == [(HOST + "/0", link, "gone")]
    ((url, count, last_seen, gone),) = checks.rows()
    assert (url, count) == (HOST + "/0", 2)
    assert gone > last_seen


def test_a_finder_does_not_leave_pages_to_an_outlet_that_is_switched_off():
    outlets = Sources([source(), source(id="kite", home="http://kite.example/", enabled=False), source(GDELT, id="f")])
    seen = Validator(first_seen_at=AT, checked_at=AT)
    pages = {"lantern": {"l": seen}, "kite": {"k": seen}, "f": {"k": seen}}
    told = known_of_a_run(pages, outlets).of("f")
    assert (told["l"].is_elsewhere, told["k"]) == (True, seen)


def test_an_outlets_feeds_that_answer_unchanged_list_what_they_listed(room, tmp_path):
    fill(room, 24)
    links = [f"{HOST}/{number}" for number in range(24)]

    def unchanged(desk):
        same = desk.headers.get("If-None-Match") == '"f"'
        return Answer(b"" if same else rss(*links[:20]), 304 if same else 200, RSS, {"ETag": '"f"'})

    room.put("/a.xml", unchanged)
    room.put_feed(*links[20:23])
    ways = [Discovery(kind="feed", url=HOST + path) for path in ("/a.xml", "/feed.xml")]
    settings, outlet = Settings(data=tmp_path), source(*ways, expected_items=20)
    run(settings, room, outlet=outlet)
    found, *_ = run(settings, room, outlet=outlet)
    assert (found.listed, found.health, found.message) == (23, Health.OK, "")
    assert [way.listed for way in sorted(found.ways, key=lambda way: way.url)] == [20, 3]
