"""The log of a source's crawls stays small: beyond its measure it is set aside, and one such is kept."""

import pytest

from spiders import crawl_logs, supervisor
from spiders.crawl_logs import open_log
from spiders.errors import CrawlFailedError
from tests.spiders.zoo import job


def write(path, text):
    with open_log(path) as log:
        log.write(text)


def test_a_log_grows_to_its_measure_and_one_before_it_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(crawl_logs, "MOST_BYTES", 10)
    path = tmp_path / "crawls" / "lantern.log"
    for run in (b"first crawl\n", b"second\n", b"crawl\n", b"fourth\n"):
        write(path, run)
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == {
        "lantern.log": b"fourth\n",
        "lantern.log.1": b"second\ncrawl\n",
    }


def test_every_crawl_sets_a_log_that_is_too_long_aside(room, tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "run_child", lambda _, log: (log.write(b"last words\n") and b"", 1))
    path = tmp_path / "lantern.log"
    path.write_bytes(b"x" * (crawl_logs.MOST_BYTES + 1))
    with pytest.raises(CrawlFailedError, match="ended with code 1"):
        supervisor.run_crawl(job(room, tmp_path), path)
    assert path.read_bytes() == b"last words\n"
