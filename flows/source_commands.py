"""`hongbao sources`: the table of sources, the check of one, and the adding of another."""

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.options import FAILED, Data, Layout, settings_for
from flows.settings import Settings
from flows.source_told import ask_told, check_told
from flows.terminal import open_console, plain, say

if TYPE_CHECKING:
    import polars as pl

    from spiders.finding import Found

app = typer.Typer(
    rich_markup_mode=None,
    help="Print the sources with their health; check one, or add another.",
)


@app.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    data: Data = None,
    layout: Annotated[Layout, typer.Option("--format", help="table, csv, json or markdown")] = Layout.TABLE,
) -> None:
    """Print the sources with their health; check one, or add another."""
    from flows.formats import print_frame
    from flows.source_editions import sources_of
    from flows.source_rows import source_frame
    from flows.source_table import print_sources

    if context.invoked_subcommand is not None:
        return
    settings = settings_for(data=data)
    health, edition, place = _health(settings)
    frame = source_frame(sources_of(edition, settings), health)
    if layout is Layout.TABLE:
        print_sources(frame, place, open_console())
    else:
        print_frame(frame, layout.value, open_console())


def _health(settings: Settings) -> "tuple[pl.DataFrame | None, str | None, str]":
    """The release's health rows, its edition, and where they are from; none where nothing is published yet."""
    from flows.source_cells import minute
    from warehouse.reads import NoReleaseError, open_release

    try:
        with open_release(settings.data) as release:
            edition = release.edition().edition
            place = f"Health is of the release of {minute(release.released_at)} ({edition})"
            return release.health(), edition, place
    except NoReleaseError as error:
        return None, None, f"Their health is not known: {error}"


@app.command(short_help="Ask one source's listings how they are.")
def check(
    source_id: Annotated[
        str, typer.Argument(metavar="ID", help="A source of sources.toml, switched off or not, or of the sample")
    ],
    data: Data = None,
) -> None:
    """Ask one source's listings, and no article: how they are, and what is in them."""
    from flows.configuration import load_configuration
    from flows.preflight import prepare_data
    from flows.source_check_table import print_check
    from flows.source_checking import check_source
    from flows.source_editions import reachable

    settings = settings_for(data=data)
    configuration = load_configuration(settings)
    prepare_data(settings.data)
    say(f"Asking {source_id} ...")
    with reachable(source_id, settings, configuration) as place:
        checked = check_source(source_id, settings, *place)
    print_check(checked, open_console())
    if not checked.is_well:
        raise typer.Exit(FAILED)


@app.command(short_help="Find the feed of a page and propose an entry for it.")
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="The outlet's front page, or its feed")],
    data: Data = None,
    tier: Annotated[
        str | None, typer.Option(help="official, agency, newspaper, trade_press or aggregator [default: asked for]")
    ] = None,
    terms: Annotated[str | None, typer.Option(help="What the outlet's terms allow [default: asked for]")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write the entry without asking")] = False,
) -> None:
    """Find the feed of a page, propose an entry for it, and write it into sources.toml once you agree."""
    from flows.configuration import load_sources_in
    from flows.preflight import prepare_data
    from flows.source_adding import entry_for
    from flows.source_looking import Looking, find_way

    check_told(tier, terms, yes=yes)
    settings = settings_for(data=data)
    sources = load_sources_in(settings)
    prepare_data(settings.data)
    looking = Looking(settings=settings)
    say(f"Looking for a feed at {url} ...")
    page, found = find_way(url, sources, looking)
    _tell(found)
    entry = entry_for(page, found, ask_told(tier, terms), sources, looking.moment())
    _write(entry, settings.config / "sources.toml", yes=yes)


def _tell(found: "Found") -> None:
    listed = len(found.listing.items)
    say(f"Found a {found.way.kind} with {listed} item{'' if listed == 1 else 's'}, {found.health}: {found.way.url}")
    if found.note:
        say(f"  {found.note}")


def _write(entry: str, path: Path, *, yes: bool) -> None:
    """Show the entry, and write it once a person agrees; else end with the exit code of work not done."""
    from flows.source_adding import write_to

    sys.stdout.write(f"\n{entry}\n")
    sys.stdout.flush()
    if not yes and not typer.confirm(f"Write this to {plain(path)}?", err=True):
        say("Nothing is written.")
        raise typer.Exit(FAILED)
    write_to(path, entry)
    name = tomllib.loads(entry)["source"][0]["id"]
    say(
        f"Written to {path}. See what is in it: hongbao sources check {name}; collect it: hongbao refresh --only {name}"
    )
