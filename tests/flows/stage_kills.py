"""A refresh whose crawl just puts a ready archive file in its place, and that can be killed after each of its stages."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from flows import refresh
from flows.collection import Assignment, Collected
from flows.configuration import Configuration, load_configuration
from flows.settings import Settings
from spiders.report import CrawlReport
from spiders.sources import Sources
from tests.spiders.zoo import NOW, source
from warehouse import publish

TASKS = ("recover", "read", "load", "check", "publish")
# Each step of a run after which it may be killed, in their order.
STEPS = ("recover", "collect_all", "read", "load", "check", "copy_release", "publish")


def run(data: Path, archived: Path, report: CrawlReport, dies_after: str | None = None) -> None:
    """The flow's own code without Prefect; killed with -9, and so never back, after the step that is named."""
    given = load_configuration(Settings(data=data))
    configuration = Configuration(given.watchlist, Sources([source()]), given.fx_rates)

    def collect_all(known, assignment, configuration, ledger, only):
        with ledger.stage("collect"):
            place = assignment.settings.archive / archived.name
            place.parent.mkdir(exist_ok=True)
            if not place.exists():  # a crawl asks for nothing that it knows
                shutil.copy(archived, place)
            return [Collected("lantern", report)]

    with pytest.MonkeyPatch.context() as patched:
        for name in TASKS:
            patched.setattr(refresh, name, getattr(refresh, name).fn)
        patched.setattr(refresh, "collect_all", collect_all)
        if dies_after is not None:
            module = publish if dies_after == "copy_release" else refresh
            patched.setattr(module, dies_after, deadly(getattr(module, dies_after)))
        assignment = Assignment(settings=Settings(data=data), terms=("千问",), now=NOW)
        refresh.refresh.fn(assignment, configuration, "sample")


def deadly(step):
    def die(*given, **named):
        step(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return die
