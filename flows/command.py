"""The `hongbao` command: every way in for people and scripts, errors in one line, exit codes that mean something."""

import os
import signal
import sys
from collections.abc import Callable

import typer

from flows import source_commands
from flows.backfill_command import backfill
from flows.digest_command import digest
from flows.doctor_command import doctor
from flows.export_command import export
from flows.options import FAILED, STOPPED, TERMINATED
from flows.publishing_commands import demo, ingest, refresh
from flows.reading_commands import dashboard, explain, extract, sql
from flows.releases_command import releases
from flows.reread_command import reread
from flows.schedule_command import schedule
from flows.terminal import say

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Who spends what, and reaches whom, in the Spring Festival campaigns of China's AI apps.",
)
# What the list of commands says of each, so short that no window cuts it; `hongbao COMMAND --help` says it all.
SHORT: dict[Callable[..., None], str] = {
    demo: "The sample newsroom: crawl, publish and look at it.",
    refresh: "Collect the live sources, read what is new and publish it.",
    ingest: "Take articles in by hand and publish them.",
    extract: "Print the claims in files or on standard input.",
    reread: "Read the archive again with today's rules.",
    backfill: "Read WARC files of others, or Common Crawl's news.",
    explain: "Show what became of each figure in a text, and why.",
    export: "Write a mart to a file: Excel, CSV or Parquet.",
    sql: "Ask what is published a question in SQL.",
    releases: "List the published files and whether each is whole.",
    doctor: "Say what is amiss here and what to do about it.",
    schedule: "Collect, publish and tell by the clock.",
    digest: "Tell what is new since the last digest, in files and messages.",
    dashboard: "Serve the dashboard of what is published.",
}
for command, short in SHORT.items():
    app.command(short_help=short)(command)
app.add_typer(source_commands.app, name="sources")


def main() -> None:
    """Run the command; an expected error is one line on standard error and exit code 1."""
    from flows.errors import EXPECTED

    # Commands that have more to end put a handler of their own in its place.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        app()
    except BrokenPipeError:
        # Whoever read our output has enough of it; closing standard output again must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except EXPECTED as error:
        say(f"hongbao: {error}")
        sys.exit(FAILED)
    except SystemExit as end:
        if end.code in STOPPED:
            say(STOPPED[int(end.code)])
        raise
    except OSError as error:
        say(f"hongbao: {error.filename or 'a file'}: {error.strerror}; give another path, or the right to use it")
        sys.exit(FAILED)
