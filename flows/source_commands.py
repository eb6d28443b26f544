"""`hongbao sources`: the table of sources, the check of one, and the adding of another."""

import sys
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from flows.options import FAILED, Data, Layout, settings_for
from flows.settings import Settings
from flows.terminal import open_console, plain, say

if TYPE_CHECKING:
    import polars as pl

    from spiders.proposal import Told

DEFAULT_TERMS = "Public feed; pages are kept as evidence and quoted by the sentence, never republished."
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
    from flows.configuration import load_sources_in
    from flows.source_rows import source_frame
    from flows.source_table import print_sources
    from flows.tables import print_frame

    if context.invoked_subcommand is not None:
        return
    settings = settings_for(data=data)
    health, place = _health(settings)
    frame = source_frame(load_sources_in(settings), health)
    if layout is Layout.TABLE:
        print_sources(frame, place, open_console())
    else:
        print_frame(frame, layout.value, open_console())


def _health(settings: Settings) -> "tuple[pl.DataFrame | None, str]":
    """The release's health rows and where they are from; none where nothing is published yet."""
    from warehouse.reads import NoReleaseError, open_release

    try:
        with open_release(settings.data) as release:
            edition = release.edition().edition
            return release.health(), f"Health is of the release of {release.released_at:%Y-%m-%d %H:%M} ({edition})"
    except NoReleaseError as error:
        return None, f"Their health is not known: {error}"


@app.command()
def check(
    source_id: Annotated[str, typer.Argument(metavar="ID", help="A source of sources.toml, switched off or not")],
    data: Data = None,
) -> None:
    """Ask one source's listings, and no article: how they are, and what is in them."""
    from flows.configuration import load_configuration
    from flows.preflight import prepare_data
    from flows.source_checking import check_source, print_check

    settings = settings_for(data=data)
    configuration = load_configuration(settings)
    prepare_data(settings.data)
    say(f"Asking {source_id} ...")
    checked = check_source(source_id, settings, configuration)
    print_check(checked, open_console())
    if not checked.is_well:
        raise typer.Exit(FAILED)


@app.command()
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
    from flows.source_adding import Looking, entry_for, find_way, write_to

    _check_told(tier, terms, yes=yes)
    settings = settings_for(data=data)
    sources = load_sources_in(settings)
    prepare_data(settings.data)
    looking = Looking(settings=settings)
    say(f"Looking for a feed at {url} ...")
    page, found = find_way(url, sources, looking)
    say(f"found: {found.way.kind} {found.way.url} ({found.health}, {len(found.listing.items)} items) {found.note}")
    entry = entry_for(page, found, _ask(tier, terms), sources, looking.moment())
    path = settings.config / "sources.toml"
    sys.stdout.write(f"\n{entry}\n")
    sys.stdout.flush()
    if not yes and not typer.confirm(f"Write this to {plain(path)}?", err=True):
        raise typer.Exit(FAILED)
    write_to(path, entry)
    say(f"written to {path}; collect it with `hongbao refresh --only` and its id")


def _check_told(tier: str | None, terms: str | None, *, yes: bool) -> None:
    """Wrong usage is told before anything is fetched."""
    if tier is not None:
        _tier(tier)
    if terms is not None and not terms.strip():
        raise typer.BadParameter("says nothing; write a sentence", param_hint="--terms")
    if yes and (tier is None or terms is None):
        missing = "--tier" if tier is None else "--terms"
        raise typer.BadParameter("is missing, and with --yes nobody is asked for it", param_hint=missing)


def _tier(given: str) -> str:
    from spiders.sources import Tier

    if given not in get_args(Tier):
        raise typer.BadParameter(f"{given} is none of {', '.join(get_args(Tier))}", param_hint="--tier")
    return given


def _ask(tier: str | None, terms: str | None) -> "Told":
    """What only a person can say of the outlet, asked for where it was not given."""
    from spiders.proposal import Told
    from spiders.sources import Tier

    question = f"What is the outlet: {', '.join(get_args(Tier))}?"
    tier = tier or typer.prompt(question, default="trade_press", value_proc=_tier, err=True)
    terms = terms or typer.prompt("What do its terms allow?", default=DEFAULT_TERMS, err=True)
    return Told(tier, terms.strip() or DEFAULT_TERMS)  # type: ignore[arg-type]
