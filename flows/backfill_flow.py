"""A backfill as a flow: one task a file, mapped by the task runner that the settings name."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from functools import cache
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.events.worker import EventsWorker
from prefect.futures import as_completed

from flows.backfill import BackfillReport, Watcher, backfill
from flows.backfill_parts import FileReport, Work
from flows.backfill_reading import fault_of, read_file
from flows.configuration import Configuration
from flows.settings import Settings
from flows.task_runners import make_runner
from flows.temporary_server import temporary_server
from flows.warc_streams import Input, StreamError
from spiders.surroundings import hidden_secrets

_ORPHANED = 1
_TELL_SECONDS = 5


def is_worth_a_retry(_: Any, __: Any, state: Any) -> bool:
    """Only the network is tried again: a damaged file stays damaged."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, StreamError)


@task(
    name="read-file",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=2,
    retry_delay_seconds=[10, 60],
    retry_condition_fn=is_worth_a_retry,
)
def read(work: Work) -> FileReport:
    """One file, read by a worker."""
    _end_with_parent()
    return read_file(work)


@cache
def _end_with_parent() -> None:
    """Have this worker end when who started it is gone: it would hold its memory and wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(_ORPHANED)


def map_tasks(works: Sequence[Work]) -> Iterator[FileReport]:
    """Have a task read each file; reports as they come."""
    futures = {read.submit(work): work for work in works}
    for future in as_completed(list(futures)):
        try:
            yield future.result()
        except StreamError as error:
            yield fault_of(futures[future], str(error))


@flow(name="backfill", validate_parameters=False, persist_result=False)
def run(inputs: Sequence[Input], settings: Settings, configuration: Configuration, watch: Watcher) -> BackfillReport:
    """All files; see `flows.backfill.backfill`."""
    return backfill(inputs, settings, configuration, map_tasks, watch)


def run_backfill(
    inputs: Sequence[Input], settings: Settings, configuration: Configuration, watch: Watcher
) -> BackfillReport:
    """The flow with the runner that the settings name. Raises RunError where it is not installed."""
    flow_with_runner = run.with_options(task_runner=make_runner(settings))
    # A server of Prefect's keeps the parameters of a run: no address of a channel may be among them.
    silent = settings.model_copy(update={"notify": None})
    # One for the run and its workers: else each worker would start one of its own.
    with hidden_secrets(), temporary_server():
        report: BackfillReport = flow_with_runner(inputs, silent, configuration, watch)
        # What Prefect has to tell the server is told while there is one.
        EventsWorker.drain_all(timeout=_TELL_SECONDS, at_exit=False)
    return report
