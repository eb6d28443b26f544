"""Whose sources a data folder is about: those of the sources file, after a demo those of the sample newsroom first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from flows.configuration import Configuration, load_sources_in
from flows.settings import Settings
from sample import EDITION_NOW
from sample.server import SOURCES_FILE, serve_newsroom
from spiders.job import Newsroom
from spiders.sources import Sources

SAMPLE = "sample"


def sources_of(edition: str | None, settings: Settings) -> Sources:
    """The sources to show beside a release of `edition`, None where nothing is published. Raises SourcesError."""
    live = load_sources_in(settings)
    if edition != SAMPLE:
        return live
    return Sources([*load_sources_in(settings, SOURCES_FILE).values(), *live.values()], live.excluded)


@contextmanager
def reachable(
    source_id: str, settings: Settings, configuration: Configuration
) -> Iterator[tuple[Configuration, Newsroom | None, datetime | None]]:
    """The configuration that has the source; for one of the sample, the newsroom that is served meanwhile, and its day.

    An id that neither has is left to whoever asks for it.
    """
    sample = load_sources_in(settings, SOURCES_FILE)
    if source_id in configuration.sources or source_id not in sample:
        yield configuration, None, None
        return
    with serve_newsroom() as served:
        newsroom = Newsroom(address=served.address, hosts=served.hosts)
        yield replace(configuration, sources=sample), newsroom, EDITION_NOW
