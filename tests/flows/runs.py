"""Runs without Prefect over a newsroom whose pages are as long as real ones and may be asked conditionally."""

import random

from flows import stages
from flows.collection import Assignment, collect
from flows.configuration import Configuration, load_configuration
from flows.known import known_pages
from flows.ledger import Ledger
from spiders.sources import Sources
from tests.spiders.zoo import HTML, NOW, Answer, source
from warehouse.writer import open_writer

TEXT = (
    "<!doctype html><html lang=zh><title>千问红包第{0}号</title><article><p>阿里巴巴旗下的千问宣布，春节期间投入{0}亿元发放"
    "红包，单个最高{0}00元，用户在应用内即可领取。</p><p>公司表示，活动从除夕持续到元宵节，名额有限，先到先得。</p></article></html>"
)
ARTICLES = "SELECT article_id, text_sha256, url FROM raw.articles WHERE superseded_at IS NULL ORDER BY ALL"
CLAIMS = "SELECT claim_id, value_cny FROM raw.claims WHERE superseded_at IS NULL ORDER BY ALL"


def page(number, length=3000):
    tag = f'"{number}"'
    filler = random.Random(number).randbytes(length).hex()  # noqa: S311 - the same page on every run
    body = f"{TEXT.format(number + 1)}<!-- {filler} -->".encode()

    def answer(desk):
        if desk.headers.get("If-None-Match") == tag:
            return Answer(status=304, headers={"ETag": tag})
        return Answer(body, content_type=HTML, headers={"ETag": tag}, delay=0.01)

    return answer


def fill(room, pages, length=3000):
    """Give the newsroom a feed and so many articles, with `length` bytes of filler and tags of their own."""
    room.put_feed(*(room.put(f"/{number}", page(number, length)) for number in range(pages)))


def run(settings, room, now=NOW, outlet=None):
    """One run as `refresh` makes it, without Prefect: leftovers first, then the crawl, then what it brought."""
    given, outlet = load_configuration(settings), outlet or source()
    configuration = Configuration(given.watchlist, Sources([outlet]), given.fx_rates)
    assignment = Assignment(settings=settings, terms=("千问",), newsroom=room.newsroom, now=now)
    ledger = Ledger("refresh")
    with open_writer(settings.data) as connection:
        stages.open_run(connection, configuration, ledger, "sample")
        stages.load_leftovers(connection, settings, configuration, ledger)
        report = collect(outlet, assignment, known_pages(connection).get("lantern", {}))
        stages.load_batch(connection, stages.read_archive(connection, settings, configuration, ledger), ledger)
        return report, connection.execute(ARTICLES).fetchall(), connection.execute(CLAIMS).fetchall()
