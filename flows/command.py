"""The `hongbao` command: every way in for people and scripts, errors in one line, exit codes that mean something."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows import source_commands
from flows.options import FAILED, INTERRUPTED, Data, Layout, settings_for
from flows.settings import Settings
from flows.terminal import open_console, say

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Who spends what, and reaches whom, in the Spring Festival campaigns of China's AI apps.",
)
app.add_typer(source_commands.app, name="sources")


class ClaimLayout(StrEnum):
    """How claims are printed."""

    TABLE = "table"
    JSONL = "jsonl"


@app.command()
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
    from flows.serving import free_port

    settings = settings_for(data=data)
    chosen = free_port(port) if serve else 0
    prepare_data(settings.data)
    say("Crawling the sample newsroom (about half a minute the first time) ...")
    run_demo(settings)
    _show_comparison(settings)
    if serve:
        _serve(settings, chosen)


@app.command()
def refresh(
    data: Data = None,
    only: Annotated[list[str] | None, typer.Option(help="Only this source; may be repeated")] = None,
) -> None:
    """Collect the live sources in config/sources.toml, read what is new and publish it."""
    from flows.collection import Assignment
    from flows.configuration import load_configuration, watch_terms
    from flows.orchestration import end_at_once_when_interrupted, prepare_prefect
    from flows.preflight import check_contact, check_sources, prepare_data

    settings = settings_for(data=data)
    configuration = load_configuration(settings)
    check_sources(configuration.sources, only or ())
    check_contact(settings.contact)
    prepare_data(settings.data)
    prepare_prefect(settings.data)
    end_at_once_when_interrupted()
    from flows.refresh import with_crawls

    assignment = Assignment(settings=settings, terms=watch_terms(configuration.watchlist))
    with_crawls(settings.parallel_crawls)(assignment, configuration, "live", tuple(only or ()))
    _show_comparison(settings)


@app.command()
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
    told = Told(url, published, publisher)
    done = run_ingest(given, told, settings, load_configuration(settings))
    report = done.outcome.load
    for title in done.articles:
        say(f"read: {title}")
    release = done.outcome.publication.path.name
    say(f"{report.claims_new} new claims, {report.claims_superseded} superseded; published {release}")
    if done.complaint:
        raise RunError(done.complaint)


@app.command()
def extract(
    given: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help=".txt, .html, .jsonl, .warc.gz, or - for standard input"),
    ] = None,
    layout: Annotated[ClaimLayout, typer.Option("--format", help="table or jsonl")] = ClaimLayout.TABLE,
    config: Annotated[Path | None, typer.Option(help="Folder with watchlist.toml")] = None,
) -> None:
    """Print the claims in files or on standard input, without archive or warehouse."""
    from flows.configuration import load_watchlist
    from flows.extracting import claim_line
    from flows.extracting import extract as run_extract
    from flows.tables import print_claims

    settings = settings_for(config=config)
    claims = run_extract(given or ["-"], load_watchlist(settings.config / "watchlist.toml"))
    if layout is ClaimLayout.JSONL:
        for claim in claims:
            sys.stdout.write(claim_line(claim) + "\n")
        return
    print_claims(claims, open_console())


@app.command()
def explain(
    given: Annotated[
        str, typer.Argument(metavar="TEXT|FILE", help="A sentence in quotes, a file, or - for standard input")
    ],
    config: Annotated[Path | None, typer.Option(help="Folder with watchlist.toml")] = None,
) -> None:
    """Show what became of each figure in a text: claim or rejected, by which rule, and whose it could have been."""
    from flows.configuration import load_watchlist
    from flows.explaining import explain as run_explain
    from flows.tables import print_explanations

    settings = settings_for(config=config)
    print_explanations(run_explain(given, load_watchlist(settings.config / "watchlist.toml")), open_console())


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help='One SELECT, e.g. "FROM marts.facts"')],
    data: Data = None,
    layout: Annotated[Layout, typer.Option("--format", help="table, csv, json or markdown")] = Layout.TABLE,
    rows: Annotated[int, typer.Option(help="At most this many rows", min=1)] = 10_000,
) -> None:
    """Ask the published release a question in SQL; it is opened read-only."""
    from flows.tables import print_frame
    from warehouse.reads import open_release

    with open_release(settings_for(data=data).data) as release:
        found = release.query(query, rows + 1)
    print_frame(found.head(rows), layout.value, open_console())
    if found.height > rows:
        say(f"hongbao: only the first {rows:,} rows are shown; ask for more with --rows")


@app.command()
def dashboard(
    data: Data = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port [default: the first free from 8501]")] = None,
) -> None:
    """Serve the dashboard of what is published."""
    from flows.serving import free_port

    _serve(settings_for(data=data), free_port(port))


def _show_comparison(settings: Settings) -> None:
    from flows.tables import print_comparison
    from warehouse.reads import open_release

    with open_release(settings.data) as release:
        print_comparison(release, open_console())


def _serve(settings: Settings, port: int) -> None:
    from flows.serving import serve_dashboard

    say(f"The dashboard is at http://127.0.0.1:{port} (Ctrl-C ends it)")
    raise typer.Exit(serve_dashboard(settings.data, port))


def main() -> None:
    """Run the command; an expected error is one line on standard error and exit code 1."""
    from flows.errors import EXPECTED

    try:
        app()
    except BrokenPipeError:
        # Whoever read our output has enough of it; closing standard output again must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except EXPECTED as error:
        say(f"hongbao: {error}")
        sys.exit(FAILED)
    except RuntimeError as error:
        # Ctrl-C in the middle of a query reaches us as DuckDB's own error.
        if "interrupt" not in str(error).lower():
            raise
        sys.exit(INTERRUPTED)
    except OSError as error:
        say(f"hongbao: {error.filename or 'a file'}: {error.strerror}; give another path, or the right to use it")
        sys.exit(FAILED)
