"""The crawl benchmark crawls every page by all ways, and a page more or less is an error."""

from argparse import ArgumentParser
from pathlib import Path

import pytest

from benchmarks import crawl
from benchmarks.crawl_runs import CrawlBrokenError, run_bare, run_ours
from benchmarks.crawl_site import LENGTH, answer, make_page, open_site


def options(*given):
    parser = ArgumentParser()
    crawl.add_options(parser)
    return parser.parse_args(given)


@pytest.mark.soak
def test_a_small_site_is_crawled_by_all_ways_and_again(capsys):
    outcome = crawl.run(options("--pages", "30", "--rounds", "1"))
    assert [goal.what for goal in outcome.goals] == ["bytes of a second crawl", "ratio"]
    assert set(outcome.figures["pages_per_second"]) == {crawl.OURS, crawl.BARE, crawl.LEAN}
    assert all(rate > 0 for rate in outcome.figures["pages_per_second"].values())
    assert outcome.goals[0].value < 5
    assert outcome.goals[-1].value > 0
    assert outcome.lines[0] == "30 pages of 41 kB, 1 rounds"


def test_a_crawl_that_lacks_pages_is_no_measurement(monkeypatch):
    with open_site() as port, pytest.raises(CrawlBrokenError, match="bare Scrapy brought 0 of 2 pages"):
        run_bare(port, 2, {"DOWNLOAD_MAXSIZE": 10})


def test_a_crawl_that_breaks_off_says_how_to_see_why(tmp_path: Path):
    (tmp_path / "archive").write_text("a file, where the archive should be")
    with open_site() as port, pytest.raises(CrawlBrokenError, match=r"brought 0 of 2 pages|ended with code"):
        run_ours(port, 2, tmp_path / "archive")


def test_the_site_answers_as_a_proxy_and_as_a_server_and_knows_its_tags():
    page = make_page()
    assert LENGTH - 3 <= len(page) <= LENGTH
    direct = answer("GET /7 HTTP/1.1\r\n\r\n", page)
    assert direct == answer("GET http://site.example/7 HTTP/1.1\r\n\r\n", page)
    assert b'ETag: "/7"' in direct
    assert answer('GET /7 HTTP/1.1\r\nIf-None-Match: "/7"\r\n\r\n', page).startswith(b"HTTP/1.1 304")
    assert answer("GET /sitemap/3.xml HTTP/1.1\r\n\r\n", page).count(b"<loc>") == 3
