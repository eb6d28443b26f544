"""An article whose address now leads to a front page is gone, whatever status it says so with."""

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from flows.archive import read_records
from spiders.fronts import FrontPages
from spiders.job import Validator
from tests.spiders.zoo import HOST, Answer, article, crawl, source, write_known

FRONT_PAGE = "leads to a front page instead of an article"
FOR_NOW = "leads to a front page for now instead of an article"
MOVED = Answer(b"<p>moved", status=301, headers={"Location": "/"})


@pytest.mark.parametrize(
    ("chain", "url", "is_lost"),
    [
        (["/2026/1"], "/", True),
        (["/2026/1"], "", True),
        (["/2026/1", "/other"], "/", True),
        (["/2026/1"], "/news/", True),  # the source's home
        (["/2026/1"], "/feed.xml", True),
        (["/2026/1"], "/index.html", True),
        (["/2026/1"], "/Default.aspx", True),
        (["/2026/1"], "/?utm_source=x&utm_medium=", True),
        (["/2026/1"], "/news?from=old", True),
        (["/2026/1"], "/index.html?p=12", False),
        (["/2026/1"], "/?p=12", False),
        (["/2026/1"], "/2026/one", False),
        (["/"], "/", False),  # to https, or to www
        (["/index.php"], "/?from=timeline", False),
        ([], "/", False),
    ],
)
def test_an_article_that_leads_to_a_front_page_is_lost(chain, url, is_lost):
    fronts = FrontPages(source(home=f"{HOST}/news"))
    assert fronts.swallow([HOST + one for one in chain], HOST.replace("http://", "https://www.") + url) is is_lost


def read_all(folder, report):
    return [page for name in report.warc_files for page in read_records(folder / name) if page.role == "article"]


def test_an_article_that_was_known_is_gone_and_the_answer_that_says_so_is_kept(room, tmp_path):
    room.put("/", article("front page"))
    withdrawn, other = room.put("/1", MOVED), room.put("/2", article("two"))
    room.put_feed(withdrawn, other)
    known = write_known(tmp_path, {withdrawn: Validator(etag='"1"')})
    report = crawl(room, tmp_path, known_file=known)
    assert (report.gone, report.pages, report.health) == (1, 1, "ok")
    assert report.refused == {FRONT_PAGE: 1}
    assert report.discovery_validators
    kept = {page.url: page for page in read_all(tmp_path, report)}
    assert set(kept) == {withdrawn, other}
    assert (kept[withdrawn].status, kept[withdrawn].is_gone, kept[withdrawn].body) == (301, True, b"")
    assert not kept[other].is_gone
    (path,) = (tmp_path / name for name in report.warc_files)
    with path.open("rb") as file:
        heads = [
            (one.headers.get("WARC-Truncated"), one.http_headers.get("Location"))
            for one in ArchiveIterator(file, record_types=WarcRecordType.response, verify_digests=True)
            if one.headers["WARC-Target-URI"] == withdrawn
        ]
    assert heads == [("unspecified", "/")]


def test_one_that_was_never_read_is_a_failure_that_is_not_asked_for_on_every_run(room, tmp_path):
    room.put("/", article("front page"))
    room.put_feed(room.put("/1", MOVED))
    report = crawl(room, tmp_path)
    assert (report.gone, report.pages, report.refused) == (0, 0, {FRONT_PAGE: 1})
    assert f"mostly: {FRONT_PAGE} (1)" in report.message
    assert [page.url for page in read_all(tmp_path, report)] == [HOST + "/1"]


def test_a_page_that_says_in_markup_where_to_go_is_no_article_either(room, tmp_path):
    room.put("/", article("front page"))
    refresh = b'<html><head><meta http-equiv="refresh" content="0; url=/"></head></html>'
    room.put_feed(room.put("/1", Answer(refresh)))
    report = crawl(room, tmp_path)
    assert (report.pages, report.refused) == (0, {FOR_NOW: 1})


def test_a_person_may_name_a_front_page(room, tmp_path):
    room.put("/", Answer(status=301, headers={"Location": "http://kite.example/"}))
    room.pages["http://kite.example/"] = article("front page")
    assert crawl(room, tmp_path, urls=(HOST + "/",)).pages == 1


def test_the_front_page_of_another_site_may_be_the_very_page_that_was_linked():
    micro = "http://kite.example/"
    assert not FrontPages(source()).swallow([HOST + "/go/1"], micro)
    assert FrontPages(source()).swallow(["http://kite.example/1"], micro)  # as a finder's crawl may see it


def send_all_to_the_front(room, status, pages=3):
    room.put("/", article("front page"))
    away = [room.put(f"/{number}", Answer(status=status, headers={"Location": "/"})) for number in range(pages)]
    room.put_feed(*away)
    return away


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_wall_that_sends_everybody_to_the_front_page_for_now_makes_no_article_gone(room, tmp_path, status):
    away = send_all_to_the_front(room, status)
    report = crawl(room, tmp_path, known_file=write_known(tmp_path, {url: Validator(etag='"1"') for url in away}))
    assert (report.gone, report.health, report.refused) == (0, "blocked", {FOR_NOW: 3})
    assert report.message == (
        f"none of its articles could be fetched, mostly: {FOR_NOW} (3); "
        "all 3 known articles that were asked for lead to a front page: look at the site"
    )
    assert read_all(tmp_path, report) == []
    assert report.discovery_validators == {}


def test_that_all_known_articles_lead_to_a_front_page_for_good_is_told(room, tmp_path):
    away = send_all_to_the_front(room, 301)
    report = crawl(room, tmp_path, known_file=write_known(tmp_path, {url: Validator(etag='"1"') for url in away}))
    assert (report.gone, report.health) == (3, "ok")
    assert report.message.startswith("all 3 known articles that were asked for lead to a front page")


def test_the_answer_of_the_articles_own_address_is_kept_whatever_led_to_it_and_on_from_it(room, tmp_path):
    room.put("/", article("front page"))
    old = room.put("/old/1", Answer(status=302, headers={"Location": "/1"}))
    own = room.put("/1", Answer(status=301, headers={"Location": "/gone"}))
    room.put("/gone", MOVED)
    room.put_feed(old)
    known = {own: Validator(etag='"1"'), old: Validator(leads_to=HOST + "/elsewhere")}
    report = crawl(room, tmp_path, known_file=write_known(tmp_path, known))
    assert report.gone == 1
    ((url, asked, is_gone),) = [(page.url, page.asked_url, page.is_gone) for page in read_all(tmp_path, report)]
    assert (url, asked, is_gone) == (own, old, True)
