"""Runs a refresh with all that it needs made from the settings, over the live sources or the invented newsroom."""

from flows.collection import Assignment
from flows.configuration import load_configuration, watch_terms
from flows.preflight import check_contact, check_sources, prepare_data
from flows.refresh import with_crawls
from flows.settings import Settings
from flows.stages import Outcome
from sample import EDITION_NOW
from sample.server import serve_newsroom
from spiders.job import Newsroom


def refresh_live(settings: Settings, only: tuple[str, ...] = ()) -> Outcome:
    """One run over the live sources; raises RunError or CrawlRefusedError where it must not begin."""
    configuration = load_configuration(settings)
    check_sources(configuration.sources, only)
    check_contact(settings.contact)
    prepare_data(settings.data)
    assignment = Assignment(settings=settings, terms=watch_terms(configuration.watchlist))
    return with_crawls(settings.parallel_crawls)(assignment, configuration, "live", only)


def refresh_sample(settings: Settings, only: tuple[str, ...] = ()) -> Outcome:
    """One run over the sample newsroom, which answers as long as the run takes."""
    prepare_data(settings.data)
    with serve_newsroom() as newsroom:
        configuration = load_configuration(settings, newsroom.sources_file)
        check_sources(configuration.sources, only)
        assignment = Assignment(
            settings=settings,
            terms=watch_terms(configuration.watchlist),
            newsroom=Newsroom(address=newsroom.address, hosts=newsroom.hosts),
            now=EDITION_NOW,
        )
        return with_crawls(settings.parallel_crawls)(assignment, configuration, "sample", only)
