"""The command that reads the whole archive again with today's rules."""
# ruff: noqa: PLC0415 - each command imports what it needs: `extract` must not wait for Prefect

from typing import Annotated

import typer

from flows.options import Data, Layout, settings_for
from flows.terminal import open_console, say


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
    report, records = done.load, sum(done.outcomes.values())
    say(
        f"{records} records read again: {report.claims_new} new claims, {report.claims_superseded} superseded,"
        f" {done.articles_gone} articles that are none any more"
    )
    say("nothing was kept (--dry-run)" if done.publication is None else f"published {done.publication.path.name}")
