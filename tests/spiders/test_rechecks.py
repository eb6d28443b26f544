"""When a known article is looked at again."""

from datetime import UTC, datetime, timedelta

import pytest

from spiders.agenda import Agenda
from spiders.job import Validator
from spiders.known import load_known
from spiders.rechecks import due_articles, is_due
from tests.spiders.zoo import HOST, Answer, article, crawl, remember, write_known

NOW = datetime(2026, 2, 20, 8, tzinfo=UTC)


def seen(first, checked, **changes):
    """Known for so many hours, and last checked so many hours ago."""
    return Validator(first_seen_at=NOW - timedelta(hours=first), checked_at=NOW - timedelta(hours=checked), **changes)


@pytest.mark.parametrize(
    ("first", "checked", "due"),
    [
        (0.5, 0.5, False),
        (1, 1, True),
        (3, 0.9, False),  # an hour is the least
        (8, 1.9, False),
        (8, 2, True),
        (24 * 20, 24 * 4, False),
        (24 * 20, 24 * 5, True),
        (5, -1, True),  # checked by a clock that is ahead of this one
    ],
)
def test_a_page_is_due_after_a_quarter_of_its_age(first, checked, due):
    assert is_due(seen(first, checked), NOW) is due


def test_a_page_of_which_nobody_says_when_it_was_checked_is_due():
    assert is_due(Validator(etag='"1"'), NOW)


def test_the_longest_unchecked_come_first_and_no_more_than_asked_for():
    known = {
        "/b": seen(30, 20),
        "/a": seen(40, 30),
        "/c": seen(30, 10),
        "/young": seen(2, 0.5),
        "/old": seen(24 * 31, 24 * 30),
        "/listed": seen(40, 35),
        "/feed": seen(40, 35, newest_item_at=NOW),
        "/robots.txt": seen(40, 35),
        "/undated": Validator(etag='"1"'),
        "/short": seen(40, 35, leads_to="/a"),
        "/of-another": seen(40, 35, is_elsewhere=True),
    }
    assert due_articles(known, NOW, {"/listed"}, 2) == ["/a", "/b"]
    assert due_articles(known, NOW, {"/listed"}, 9) == ["/a", "/b", "/c"]


def test_an_agenda_hands_out_new_pages_before_known_ones_and_keeps_to_its_limit():
    agenda = Agenda(3)
    agenda.later += ["/known-1", "/known-2"]
    assert [agenda.add("/new-1"), agenda.add("/new-2")] == [True, True]
    assert [agenda.take_next(), agenda.take_next(), agenda.take_next()] == ["/new-1", "/new-2", None]
    assert agenda.turn_to_known() == 1
    assert [agenda.take_next(), agenda.take_next()] == ["/known-1", None]
    assert not agenda.add("/new-3")


def test_an_agenda_keeps_room_for_known_pages_until_their_turn():
    agenda = Agenda(5, kept=2)
    agenda.later += ["/known-1", "/known-2"]
    assert [agenda.add(f"/new-{number}") for number in range(4)] == [True, True, True, False]
    assert agenda.turn_to_known() == 0
    assert [agenda.take_next() for _ in range(6)][-3:] == ["/known-1", "/known-2", None]


def test_a_busy_source_leaves_a_fifth_of_each_crawl_for_known_pages_that_are_due(room, tmp_path):
    then = datetime.now(UTC) - timedelta(days=2)
    known = [room.put(f"/known/{number}", article(str(number))) for number in range(5)]
    room.put_feed(*(room.put(f"/{number}", article(str(number))) for number in range(20)))
    file = write_known(tmp_path, {url: Validator(first_seen_at=then, checked_at=then) for url in known})
    report = crawl(room, tmp_path, now=None, known_file=file, max_pages=10)
    assert (report.new_pages, report.pages) == (8, 10)
    assert len(set(known).intersection(room.asked)) == 2


def test_an_address_and_the_page_that_it_leads_to_are_one(room, tmp_path):
    now = datetime.now(UTC)
    then = now - timedelta(days=2)
    page = room.put("/page", article("page"))
    links = [room.put(path, Answer(status=302, headers={"Location": "/page"})) for path in ("/a", "/b", "/c")]
    seen_then = {"first_seen_at": then, "checked_at": then}
    entries = {link: Validator(leads_to=page, **seen_then) for link in links[:2]}
    file = write_known(tmp_path, {page: Validator(**seen_then), **entries})
    room.put_feed(*links[:2])
    report = crawl(room, tmp_path, now=None, known_file=file)
    assert (report.discovered, report.pages, room.asked.count(page)) == (1, 1, 1)
    # A third that nobody knew leads there too: its page is not looked at once more for its own sake.
    room.put_feed(links[2])
    room.asked.clear()
    assert crawl(room, tmp_path, now=None, known_file=file).pages == 1
    assert [room.asked.count(url) for url in (page, *links)] == [1, 0, 0, 1]


def test_a_backlog_is_worked_off_crawl_by_crawl(room, tmp_path):
    room.put_feed(*(room.put(f"/{number}", article(str(number))) for number in range(12)))
    first = crawl(room, tmp_path, max_pages=5)
    second = crawl(room, tmp_path, max_pages=5, known_file=remember(tmp_path))
    third = crawl(room, tmp_path, max_pages=5, known_file=remember(tmp_path))
    assert [report.new_pages for report in (first, second, third)] == [5, 5, 2]
    assert first.refused == {"more items than one crawl takes": 7}
    assert third.refused == {"known page, beyond what one crawl takes": 7}
    assert (third.not_modified, third.pages) == (3, 2)
    assert third.discovery_validators


def test_a_page_that_was_revised_or_has_gone_is_noticed_behind_an_unchanged_feed(room, tmp_path):
    pages = [room.put(path, article(path)) for path in ("/same", "/revised", "/gone", "/young")]
    room.put_feed(*pages)
    crawl(room, tmp_path, now=None)
    now = datetime.now(UTC)
    known = remember(tmp_path, first_seen_at=now - timedelta(days=2), checked_at=now - timedelta(days=1))
    entries = {
        HOST + "/young": Validator(first_seen_at=now, checked_at=now),
        HOST + "/feed.xml": Validator(etag='"f"', newest_item_at=now),
    }
    write_known(tmp_path, {**load_known(known), **entries})
    room.put("/feed.xml", lambda desk: Answer(status=304 if desk.headers.get("If-None-Match") == '"f"' else 500))
    room.put("/revised", article("corrected"))
    room.put("/gone", Answer(b"withdrawn", status=410))
    room.asked.clear()
    report = crawl(room, tmp_path, now=None, known_file=known)
    assert (report.pages, report.new_pages, report.not_modified, report.gone) == (1, 0, 1, 1)
    assert (report.errors, report.health) == ({"HTTP 410": 1}, "ok")
    assert report.discovered == 3
    assert pages[3] not in room.asked


def test_no_more_is_looked_at_again_than_the_job_allows(room, tmp_path):
    room.put_feed()
    then = datetime.now(UTC) - timedelta(days=2)
    pages = [room.put(f"/{number}", article(str(number))) for number in range(9)]
    known = write_known(tmp_path, {url: Validator(first_seen_at=then, checked_at=then) for url in pages})
    assert crawl(room, tmp_path, now=None, known_file=known, max_rechecks=4).pages == 4
    assert crawl(room, tmp_path, now=None, known_file=known, max_rechecks=4, max_pages=2).pages == 2


def test_a_listed_page_that_was_looked_at_not_long_ago_is_left_until_its_listing_dates_it_anew(room, tmp_path):
    now = datetime.now(UTC)
    then = now - timedelta(minutes=10)
    pages = [room.put(path, article(path)) for path in ("/1", "/2")]
    known = write_known(tmp_path, {url: Validator(first_seen_at=then, checked_at=then) for url in pages})
    for published in (now - timedelta(hours=5), now + timedelta(hours=5)):
        room.put_feed(*pages, published=published)
        report = crawl(room, tmp_path, now=None, known_file=known)
        assert report.refused == {"known page, looked at not long ago": 2}
        assert report.discovery_validators
    room.put_feed(*pages, published=now - timedelta(minutes=5))
    assert crawl(room, tmp_path, now=None, known_file=known).pages == 2


def test_a_site_that_answers_no_listing_is_not_asked_for_known_pages_either(room, tmp_path):
    room.put("/feed.xml", Answer(status=403))
    then = datetime.now(UTC) - timedelta(days=2)
    known = write_known(tmp_path, {room.put("/1", article("1")): Validator(first_seen_at=then, checked_at=then)})
    assert crawl(room, tmp_path, now=None, known_file=known).health == "blocked"
    assert HOST + "/1" not in room.asked
