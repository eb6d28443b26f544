"""An article whose address now leads to a front page is gone, whatever status it says so with."""

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from flows.archive import read_records
from spiders.fronts import FrontPages
from spiders.job import Validator
from tests.spiders.zoo import HOST, Answer, article, crawl, source, write_known

FRONT_PAGE = "leads to a front page instead of an article"
MOVED = Answer(b"<p>moved", status=301, headers={"Location": "/"})


@pytest.mark.parametrize(
    ("chain", "url", "is_lost"),
    [
        (["/2026/1"], "/", True),
        (["/2026/1"], "", True),
        (["/2026/1", "/other"], "/", True),
        (["/2026/1"], "/news/", True),  # the source's home
        (["/2026/1"], "/feed.xml", True),
        (["/2026/1"], "/?p=12", False),
        (["/2026/1"], "/2026/one", False),
        (["/"], "/", False),  # to https, or to www
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
    assert (report.pages, report.refused) == (0, {FRONT_PAGE: 1})


def test_a_person_may_name_a_front_page(room, tmp_path):
    room.put("/", Answer(status=301, headers={"Location": "http://kite.example/"}))
    room.pages["http://kite.example/"] = article("front page")
    assert crawl(room, tmp_path, urls=(HOST + "/",)).pages == 1
