"""The commands that end in a new release: the demo, a run over live sources, and articles handed in."""
# ruff: noqa: PLC0415 - each command imports what it needs: `extract` must not wait for Prefect

from typing import Annotated

import typer

from flows.options import Data, settings_for
from flows.reading_commands import serve_release
from flows.settings import Settings
from flows.terminal import open_console, say


def demo(
    data: Data = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the dashboard at the end")] = True,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port of the dashboard [default: the first free from 8501]")
    ] = None,
) -> None:
    """Crawl the sample newsroom, publish it, print the comparison and serve the dashboard."""
    from flows.demo import run_demo
    from flows.preflight import prepare_data
    from flows.serving import LOOPBACK, find_door, free_port

    settings = settings_for(data=data)
    if serve:
        find_door(LOOPBACK)
    chosen = free_port(port) if serve else 0
    prepare_data(settings.data)
    say("Crawling the sample newsroom (about half a minute the first time) ...")
    run_demo(settings)
    _show_comparison(settings)
    if serve:
        serve_release(settings, chosen)


def refresh(
    data: Data = None,
    only: Annotated[list[str] | None, typer.Option(help="Only this source; may be repeated")] = None,
) -> None:
    """Collect the live sources in config/sources.toml, read what is new and publish it."""
    from flows.collection import Assignment
    from flows.configuration import load_configuration, watch_terms
    from flows.orchestration import end_at_once_when_interrupted, prepare_prefect
    from flows.prefect_server import check_server
    from flows.preflight import check_contact, check_sources, prepare_data

    settings = settings_for(data=data)
    configuration = load_configuration(settings)
    check_sources(configuration.sources, only or ())
    check_contact(settings.contact)
    prepare_data(settings.data)
    check_server(settings.prefect_api)
    prepare_prefect(settings.data, settings.prefect_api)
    end_at_once_when_interrupted()
    from flows.refresh import with_crawls
    from flows.temporary_server import temporary_server

    assignment = Assignment(settings=settings, terms=watch_terms(configuration.watchlist))
    with temporary_server():
        with_crawls(settings.parallel_crawls)(assignment, configuration, "live", tuple(only or ()))
    _show_comparison(settings)


def ingest(
    given: Annotated[
        list[str], typer.Argument(metavar="FILE|URL...", help=".txt, .html, .jsonl, .warc.gz or an address")
    ],
    data: Data = None,
    url: Annotated[str | None, typer.Option(help="Where the article was published")] = None,
    published: Annotated[str | None, typer.Option(help="When, as ISO 8601: 2026-02-06")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it")] = None,
) -> None:
    """Take articles in by hand: archive, read, load and publish them."""
    from flows.configuration import load_configuration
    from flows.errors import RunError
    from flows.ingest import Told
    from flows.ingest import ingest as run_ingest
    from flows.preflight import prepare_data

    settings = settings_for(data=data)
    prepare_data(settings.data)
    done = run_ingest(given, Told(url, published, publisher), settings, load_configuration(settings))
    for title in done.articles:
        say(f"read: {title}")
    for sentence in done.left_out:
        say(sentence)
    report, release = done.outcome.load, done.outcome.publication.path.name
    say(f"{report.claims_new} new claims, {report.claims_superseded} superseded; published {release}")
    if done.complaint:
        raise RunError(done.complaint)


def _show_comparison(settings: Settings) -> None:
    from flows.tables import print_comparison
    from warehouse.reads import open_release

    with open_release(settings.data) as release:
        print_comparison(release, open_console())
