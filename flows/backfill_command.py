"""The command that reads WARC files of others: what earlier seasons said, and what our own crawls have missed."""
# ruff: noqa: PLC0415 - each command imports what it needs: `extract` must not wait for Prefect

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from flows.options import Data, settings_for
from flows.terminal import say

if TYPE_CHECKING:
    from flows.backfill import BackfillReport
    from flows.settings import Settings
    from flows.warc_streams import Input


def backfill(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH|URL...", help="WARC files, folders of them, or addresses")
    ] = None,
    cc_news: Annotated[
        str | None, typer.Option(metavar="FROM..TO", help="Common Crawl's news of these days in Shanghai")
    ] = None,
    data: Data = None,
    runner: Annotated[
        Literal["threads", "processes", "dask", "ray"] | None,
        typer.Option(help="What maps over the files [default: $HONGBAO_RUNNER or processes]"),
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="How many at once [default: one a core]")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many files")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list the files and their sizes")] = False,
) -> None:
    """Read WARC files for what is relevant, keep that in the archive, and publish it."""
    settings = settings_for(data=data)
    chosen = {name: value for name, value in (("runner", runner), ("workers", workers)) if value is not None}
    settings = settings.model_copy(update=chosen)
    inputs = _list_inputs(paths or [], cc_news, settings, limit)
    if dry_run:
        for one in inputs:
            say(f"{one.bytes / 1e6:10,.1f} MB  {one.place}")
        say(f"{len(inputs)} files, {sum(one.bytes for one in inputs) / 1e6:,.1f} MB; nothing was read (--dry-run)")
        return
    _tell(_run(inputs, settings))


def _list_inputs(paths: list[str], cc_news: str | None, settings: "Settings", limit: int | None) -> "list[Input]":
    from flows.cc_news import list_files, read_days
    from flows.errors import InputError
    from flows.warc_streams import find_inputs

    if bool(paths) == bool(cc_news):
        raise InputError("give WARC files, or days with --cc-news FROM..TO, one of the two")
    places = list_files(*read_days(cc_news), settings.cc_news) if cc_news else paths
    return find_inputs(places, limit)


def _run(inputs: "list[Input]", settings: "Settings") -> "BackfillReport":
    from flows.backfill_progress import shown
    from flows.configuration import load_configuration
    from flows.orchestration import end_at_once_when_interrupted, prepare_prefect
    from flows.prefect_server import check_server
    from flows.preflight import prepare_data

    configuration = load_configuration(settings)
    prepare_data(settings.data)
    check_server(settings.prefect_api)
    prepare_prefect(settings.data, settings.prefect_api)
    end_at_once_when_interrupted()
    from flows.backfill_flow import run_backfill

    with shown(inputs, settings.data) as tally:
        return run_backfill(inputs, settings, configuration, tally.add)


def _tell(report: "BackfillReport") -> None:
    from flows.errors import RunError

    for fault in report.faults:
        say(fault)
    if report.publication is None:
        say(f"nothing new: {report.finished_before} files had been read before")
        return
    sound = [one for one in report.read if one.fault is None]
    records, articles = sum(one.records for one in sound), sum(one.articles for one in sound)
    found = report.load.claims_new if report.load is not None else 0
    say(
        f"{len(sound)} files read, {report.finished_before} had been before: {records} records, {articles} articles,"
        f" {found} new claims; published {report.publication.path.name}"
    )
    if report.faults:
        raise RunError(f"{len(report.faults)} of {len(report.read)} files could not be read; the others are published")
