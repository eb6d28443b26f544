"""`hongbao schedule`: collect, publish and tell by the clock until it is ended."""
# ruff: noqa: PLC0415 - each command imports what it needs: help must not wait for Prefect

import os
import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated

import typer

from flows.options import Data, settings_for
from flows.settings import Settings
from flows.terminal import say


def schedule(
    data: Data = None,
    sample: Annotated[bool, typer.Option("--sample", help="Collect the invented newsroom, to try it out")] = False,
    only: Annotated[list[str] | None, typer.Option(help="Only this source; may be repeated")] = None,
    print_yaml: Annotated[bool, typer.Option("--print-yaml", help="Print prefect.yaml for work pools and end")] = False,
) -> None:
    """Serve the schedule: hourly around the Spring Festival, daily outside, a digest each morning (Shanghai)."""
    from flows.orchestration import prepare_prefect
    from flows.prefect_server import check_server
    from flows.preflight import check_contact, prepare_data

    settings = settings_for(data=data)
    if print_yaml:
        from flows.work_pools import describe_deployments

        typer.echo(describe_deployments(settings), nl=False)
        return
    if not sample:
        check_contact(settings.contact)
    prepare_data(settings.data)
    # Nobody sits before it: what goes wrong in a run has to be in the log.
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "ERROR")
    check_server(settings.prefect_api)
    prepare_prefect(settings.data, settings.prefect_api)
    _serve(settings, tuple(only or ()), sample=sample)


def _serve(settings: Settings, only: tuple[str, ...], *, sample: bool) -> None:
    from flows.options import TERMINATED
    from flows.schedule_lock import only_scheduler

    # Until the runner listens itself; leaving by an exception ends the server that we have started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    with only_scheduler(settings.data), _server(settings) as api:
        os.environ["PREFECT_API_URL"] = api
        # Prefect reads its settings at import, so it is imported once they are made.
        from flows.prefect_server import show
        from flows.scheduling import serve

        say(f"serving the schedule with the Prefect server at {show(api)}")
        serve(settings, sample=sample, only=only)


def _server(settings: Settings) -> AbstractContextManager[str]:
    from flows.prefect_server import own_server

    return (
        nullcontext(settings.prefect_api) if settings.prefect_api else own_server(settings.data, settings.prefect_port)
    )
