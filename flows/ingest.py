"""`hongbao ingest`: files and addresses that a person names go the whole way, archive to release."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from flows import stages
from flows.batches import BatchRows
from flows.configuration import Configuration
from flows.errors import InputError
from flows.handed_in import (
    SOURCE_ID,
    WHY,
    Told,
    check_told,
    copy_archives,
    fetch_pages,
    resources_of,
    tell_left_out,
)
from flows.inputs import is_url
from flows.ledger import Ledger
from flows.settings import Settings
from spiders.archive import archive_resources
from spiders.records import Resource
from warehouse.writer import open_writer

__all__ = ["Ingested", "Told", "ingest"]


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of it: the articles that were read, what changed for readers, and what could not be fetched.

    `left_out` says in sentences how many of the records given are no articles, and why.
    """

    articles: list[str]
    left_out: list[str]
    outcome: stages.Outcome
    complaint: str | None


def ingest(given: list[str], told: Told, settings: Settings, configuration: Configuration) -> Ingested:
    """Archive, read, load and publish files and addresses.

    Raises InputError before anything is written where a file holds no article; where an address holds none, its
    page stays in the archive and nothing is published. Raises the errors of collection and warehouse.
    """
    ledger = Ledger("ingest")
    check_told(given, told)
    files, others = [name for name in given if not is_url(name)], Counter[str]()
    resources = [one for name in files for one in resources_of(name, told, configuration.watchlist, others)]
    with open_writer(settings.data, settings.wait_seconds) as connection:
        stages.open_run(connection, configuration, ledger, edition=None)
        with stages.accounted(connection, ledger):
            kept, complaint = _archive(given, resources, settings, ledger)
            rows = stages.read_archive(connection, settings, configuration, ledger)
            report = stages.load_batch(connection, rows, ledger)
            if not rows.articles:
                raise InputError(_no_article(rows.outcomes.keys() - {"article"}))
            built = stages.check_marts(connection, ledger)
            outcome = stages.Outcome(report, stages.publish_release(connection, settings, built, ledger))
    titles = {row["article_id"]: row["title"] or row["url"] or row["article_id"] for row in rows.articles.values()}
    return Ingested(list(titles.values()), tell_left_out(others + _outcomes_of(kept, rows)), outcome, complaint)


def _archive(
    given: list[str], resources: list[Resource], settings: Settings, ledger: Ledger
) -> tuple[list[Path], str | None]:
    with ledger.stage("collect") as stage:
        stage.in_count = len(given)
        fetched, complaint = fetch_pages([name for name in given if is_url(name)], settings)
        kept = [*fetched, *copy_archives(given, settings)]
        if resources:
            kept.append(archive_resources(settings.archive, SOURCE_ID, resources))
        stage.out_count = len(kept)
    return kept, complaint


def _outcomes_of(kept: list[Path], rows: BatchRows) -> Counter[str]:
    """What the records of the files in `kept` are, those beside them in the archive left aside."""
    names = {path.name for path in kept}
    return Counter(page["outcome"] for page in rows.pages if page["warc_file"] in names)


def _no_article(outcomes: set[str]) -> str:
    why = "; ".join(WHY[one] for one in sorted(outcomes & WHY.keys())) or "it was ingested before and has not changed"
    return f"no article was read: {why}; nothing was published"
