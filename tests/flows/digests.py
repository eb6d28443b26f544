"""Two releases of the sample newsroom, and small ones of a desk, for the tests of digests."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from flows import stages
from flows.collection import Assignment, collect
from flows.configuration import load_configuration, watch_terms
from flows.known import known_pages
from flows.ledger import Ledger
from flows.settings import Settings
from sample.server import serve_newsroom
from spiders.job import Newsroom
from tests.warehouse.desk import Desk, furnish, money
from warehouse.load import load
from warehouse.publish import publish
from warehouse.stories import tell_stories
from warehouse.writer import open_writer

NOW = datetime(2026, 3, 3, 1, tzinfo=UTC)
# Archive files and releases are named after the moment; offsets depend on the dates in the answers' headers.
_OF_THE_RUN = ((r"-\d{8}T\d{6}Z-[0-9a-f]{8}\.warc\.gz:\d+", "-RUN.warc.gz:OFFSET"), (r"hongbao-\d+\.", "hongbao-AT."))


def publish_newsroom(settings: Settings, moment: datetime, only: Sequence[str] = ()) -> None:
    """What `refresh` does with the newsroom as it is at `moment`, or with the outlets in `only`, without Prefect."""
    with serve_newsroom(moment=moment) as served, open_writer(settings.data) as connection:
        configuration, ledger = load_configuration(settings, served.sources_file), Ledger("refresh")
        stages.open_run(connection, configuration, ledger, "sample")
        known = known_pages(connection)
        assignment = Assignment(
            settings=settings,
            terms=watch_terms(configuration.watchlist),
            newsroom=Newsroom(address=served.address, hosts=served.hosts),
            now=moment,
        )
        with ThreadPoolExecutor(2) as pool:
            crawls = [
                pool.submit(collect, configuration.sources[name], assignment, known.get(name, {}))
                for name in only or configuration.sources
            ]
            assert all(crawl.result() for crawl in crawls)
        stages.load_batch(connection, stages.read_archive(connection, settings, configuration, ledger), ledger)
        built = stages.check_marts(connection, ledger)
        stages.publish_release(connection, settings, built, ledger)


def publish_desk(settings: Settings, desk: Desk, at: datetime = NOW) -> None:
    """Publish what a desk has written, and nothing that it has not."""
    with open_writer(settings.data) as connection:
        furnish(connection)
        for table in ("articles", "claims", "pages", "sketches", "copies", "tellings"):
            connection.execute(f"DELETE FROM raw.{table}")  # noqa: S608 - named just above
        load(connection, desk.batch(), at)
        tell_stories(connection)
        publish(settings.data, connection, at)


def publish_budget(folder: Path, **more: object) -> Settings:
    """The settings, with these `more`, of a new folder within `folder`, in which one fact is published."""
    settings = Settings(data=folder / "data", notify=None, notify_block=None).model_copy(update=more)
    settings.data.mkdir()
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    publish_desk(settings, desk)
    return settings


def without_run(page: str) -> str:
    """The page without what differs from run to run."""
    for pattern, name in _OF_THE_RUN:
        page = re.sub(pattern, name, page.replace("\\_", "_"))
    return page


def ask(settings: Settings, sql: str) -> pl.DataFrame:
    with open_writer(settings.data) as connection:
        return connection.sql(sql).pl()
