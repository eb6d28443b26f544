"""`hongbao demo`: the sample newsroom, crawled, read and published like live news."""

from flows.collection import Assignment
from flows.configuration import load_configuration, watch_terms
from flows.orchestration import end_at_once_when_interrupted, prepare_prefect
from flows.settings import Settings
from flows.stages import Outcome
from sample import EDITION_NOW
from sample.server import serve_newsroom
from spiders.job import Newsroom


def run_demo(settings: Settings) -> Outcome:
    """Crawl the sample newsroom on loopback with the spiders, settings and archive of live sources, and publish it.

    Raises EditionError where the data folder holds live news, and the errors of every stage.
    """
    prepare_prefect(settings.data)
    end_at_once_when_interrupted()
    # Prefect reads its settings at import, so it is imported once they are made.
    from flows.refresh import with_crawls  # noqa: PLC0415
    from flows.temporary_server import temporary_server  # noqa: PLC0415

    with temporary_server(), serve_newsroom() as newsroom:
        configuration = load_configuration(settings, newsroom.sources_file)
        assignment = Assignment(
            settings=settings,
            terms=watch_terms(configuration.watchlist),
            newsroom=Newsroom(address=newsroom.address, hosts=newsroom.hosts),
            now=EDITION_NOW,
        )
        return with_crawls(settings.parallel_crawls)(assignment, configuration, edition="sample")
