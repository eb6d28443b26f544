"""The commands that change nothing: claims of a text, questions to what is published, and the dashboard."""
# ruff: noqa: PLC0415 - each command imports what it needs: `extract` must not wait for Prefect

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.options import Data, Layout, settings_for
from flows.settings import Settings
from flows.terminal import open_console, say


class ClaimLayout(StrEnum):
    """How claims are printed."""

    TABLE = "table"
    JSONL = "jsonl"


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


def sql(
    query: Annotated[str, typer.Argument(help='One SELECT, e.g. "FROM marts.facts"')],
    data: Data = None,
    layout: Annotated[Layout, typer.Option("--format", help="table, csv, json or markdown")] = Layout.TABLE,
    rows: Annotated[int, typer.Option(help="At most this many rows", min=1)] = 10_000,
) -> None:
    """Ask the published release a question in SQL; it is opened read-only."""
    from flows.formats import print_frame
    from warehouse.reads import open_release

    with open_release(settings_for(data=data).data) as release:
        if release.notice is not None:
            say(f"hongbao: {release.notice}; the next run mends it")
        found = release.query(query, rows + 1)
    print_frame(found.head(rows), layout.value, open_console())
    if found.height > rows:
        say(f"hongbao: only the first {rows:,} rows are shown; ask for more with --rows")


def dashboard(
    data: Data = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port [default: the first free from 8501]")] = None,
    address: Annotated[
        str, typer.Option(help="Where to listen; other than this machine only with signing on (docs/sign-on.md)")
    ] = "127.0.0.1",
) -> None:
    """Serve the dashboard of what is published."""
    from flows.serving import find_door, free_port

    find_door(address)
    serve_release(settings_for(data=data), free_port(port, address), address)


def serve_release(settings: Settings, port: int, address: str = "127.0.0.1") -> None:
    """Serve the dashboard until Ctrl-C, and end with its exit code; raises RunError as `find_door` does."""
    from flows.serving import find_door, serve_dashboard

    sign_on = find_door(address)
    place = sign_on.place if sign_on else f"http://{address}:{port}"
    say(f"The dashboard is at {place} (Ctrl-C ends it)")
    raise typer.Exit(serve_dashboard(settings.data, port, address))
