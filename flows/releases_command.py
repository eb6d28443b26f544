"""`hongbao releases`: the published files, which one readers see, and whether each is still what was published."""
# ruff: noqa: PLC0415 - each command imports what it needs: help must not wait for polars

from typing import TYPE_CHECKING, Annotated

import typer

from flows.options import Data, Layout, settings_for
from flows.terminal import open_console

if TYPE_CHECKING:
    from warehouse.releases import ReleaseFile

MEGABYTE = 1_000_000


def releases(
    data: Data = None,
    check: Annotated[bool, typer.Option("--check", help="Compare every byte with what was published")] = False,
    layout: Annotated[Layout, typer.Option("--format", help="table, csv, json or markdown")] = Layout.TABLE,
) -> None:
    """List the published files, the latest first; exit code 1 if one is damaged."""
    import polars as pl

    from flows.errors import RunError
    from flows.formats import print_frame
    from warehouse.errors import NoReleaseError
    from warehouse.releases import describe_release, list_releases

    folder = settings_for(data=data).data
    found = [describe_release(path, folder.absolute(), is_thorough=check) for path in list_releases(folder.absolute())]
    if not found:
        message = f"nothing is published in {folder}: run `hongbao demo` (sample) or `hongbao refresh` (live)"
        raise NoReleaseError(message)
    frame = pl.DataFrame([describe(one) for one in found], schema_overrides={"released_at": pl.Datetime("us", "UTC")})
    print_frame(frame, layout.value, open_console())
    damaged = [one.path.name for one in found if one.damage is not None]
    if damaged:
        message = f"{', '.join(damaged)}: readers get the whole release before; the next run publishes anew"
        raise RunError(message)


def describe(one: "ReleaseFile") -> dict[str, object]:
    """One file as a row of the table."""
    whole = "published" if one.is_current else "kept"
    return {
        "file": one.path.name,
        "released_at": one.released_at,
        "mb": round(one.size / MEGABYTE, 1),
        "facts_digest": one.facts_digest[:12],
        "state": whole if one.damage is None else f"damaged: {one.damage}",
    }
