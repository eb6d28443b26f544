"""The command that reads the whole archive again with today's rules."""
# ruff: noqa: PLC0415 - each command imports what it needs: `extract` must not wait for Prefect

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from flows.options import Data, Layout, settings_for
from flows.terminal import open_console, say

if TYPE_CHECKING:
    from flows.rereading import RereadReport


def reread(
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would change")] = False,
    layout: Annotated[Layout, typer.Option("--format", help="table, csv, json or markdown")] = Layout.TABLE,
) -> None:
    """Read the whole archive again with today's rules, and show what that changes."""
    from flows.configuration import load_configuration
    from flows.formats import print_frame
    from flows.rereading import reread as run_reread

    settings = settings_for(data=data)
    done = run_reread(settings, load_configuration(settings), dry_run=dry_run)
    if not done.changes.is_empty():
        print_frame(done.changes, layout.value, open_console())
    for line in describe(done):
        say(line)


def describe(done: "RereadReport") -> Iterator[str]:
    """What was read and what became of it, a line each."""
    report, records = done.load, sum(done.outcomes.values())
    yield (
        f"{records} records read again: {report.claims_new} new claims, {report.claims_superseded} superseded,"
        f" {report.articles_retold} articles told otherwise, {done.articles_gone} that are none any more"
    )
    if done.unnamed_sources:
        names = ", ".join(done.unnamed_sources)
        yield f"not in the sources file: {names}; their articles keep publisher and tier"
    if done.publication is None:
        yield "nothing was kept (--dry-run)"
    else:
        same = "" if done.publication.is_changed else "; the facts are the same as before"
        yield f"published {done.publication.path.name}{same}"
