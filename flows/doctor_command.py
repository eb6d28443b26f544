"""`hongbao doctor`: what is amiss with this installation, and what to do about each finding."""
# ruff: noqa: PLC0415 - each command imports what it needs: help must not wait for polars

from typing import Annotated

import typer

from flows.options import Data, Layout, settings_for
from flows.terminal import open_console, plain, say


def doctor(
    data: Data = None,
    deep: Annotated[bool, typer.Option("--deep", help="Read the whole archive and every published byte")] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Finish torn archive files and mark killed runs")] = False,
    layout: Annotated[Layout, typer.Option("--format", help="table, csv, json or markdown")] = Layout.TABLE,
) -> None:
    """Look at versions, disk, archive, warehouse, runs, sources and schedule; exit code 1 if there is a fault."""
    import polars as pl

    from flows import diagnosis
    from flows.errors import RunError
    from flows.formats import print_frame

    settings = settings_for(data=data)
    if repair:
        for done in diagnosis.repair(settings):
            say(done)
    found = diagnosis.diagnose(settings, deep=deep)
    rows = [{"check": one.check, "level": one.level, "says": plain(one.says), "do": plain(one.do)} for one in found]
    print_frame(pl.DataFrame(rows), layout.value, open_console())
    faults = sorted({one.check for one in found if one.level == diagnosis.FAULT})
    if faults:
        raise RunError(f"{', '.join(faults)}: something is wrong; docs/operating.md has a heading for each")
