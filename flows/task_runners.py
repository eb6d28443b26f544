"""Picks what maps a backfill over its files: threads or processes here, Dask or Ray on a cluster."""

import logging
import os
from typing import Any

from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows.errors import RunError
from flows.settings import Settings


def make_runner(settings: Settings) -> TaskRunner[Any]:
    """The task runner that the settings name. Raises RunError where it is not installed, with how to install it."""
    workers = settings.workers or os.cpu_count() or 1
    if settings.runner == "threads":
        return ThreadPoolTaskRunner(max_workers=workers)
    if settings.runner == "processes":
        return ProcessPoolTaskRunner(max_workers=workers)
    return _dask(settings, workers) if settings.runner == "dask" else _ray(workers)


def _dask(settings: Settings, workers: int) -> TaskRunner[Any]:
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise RunError("dask is not installed: pip install 'hongbao[dask]', or HONGBAO_RUNNER=processes") from error
    # It tells of each worker that ends, though nothing is wrong.
    logging.getLogger("distributed").setLevel(logging.ERROR)
    if settings.dask_scheduler:
        return DaskTaskRunner(address=settings.dask_scheduler)
    cluster = {"n_workers": workers, "threads_per_worker": 1, "processes": True, "host": "127.0.0.1"}
    return DaskTaskRunner(cluster_kwargs={**cluster, "dashboard_address": None})


def _ray(workers: int) -> TaskRunner[Any]:
    try:
        from prefect_ray import RayTaskRunner  # type: ignore[import-not-found] # noqa: PLC0415 - nothing of ours asks
    except ImportError as error:
        raise RunError("ray is not installed: pip install prefect-ray, or HONGBAO_RUNNER=processes") from error
    runner: TaskRunner[Any] = RayTaskRunner(init_kwargs={"num_cpus": workers})
    return runner
