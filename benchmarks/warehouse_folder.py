"""Gives the benchmarks of the warehouse a data folder with so many invented claims in it, made once for all of them."""

import shutil
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from benchmarks.claims_plan import APPS, PER_ARTICLE
from benchmarks.claims_synthesis import make_batch
from benchmarks.errors import MaterialError
from flows.seasons import season_rows
from warehouse.batch import make_frame
from warehouse.ledger import declare, set_edition
from warehouse.load import load
from warehouse.writer import open_writer

AT = datetime(2026, 3, 2, tzinfo=UTC)


def add_size(parser: ArgumentParser) -> None:
    """The option that says how much is invented."""
    parser.add_argument("--claims", type=int, default=100_000, metavar="N", help="claims, five an article [100000]")


def add_folder(parser: ArgumentParser) -> None:
    """The options that say how much is invented and where it is kept."""
    add_size(parser)
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep it there; what is there already is used")


@contextmanager
def filled(options: Namespace) -> Iterator[Path]:
    """A data folder with the claims that were asked for. Raises MaterialError if it holds others."""
    with temporary(options.data) as folder:
        with open_writer(folder) as connection:
            ((found,),) = connection.execute("SELECT count(*) FROM raw.claims WHERE claim_id < 'b'").fetchall()
            if not found:
                furnish(connection)
                load(connection, make_batch(options.claims // PER_ARTICLE), AT)
            elif found < options.claims:
                message = f"{folder} holds {found} claims: give another folder, or --claims {found}"
                raise MaterialError(message)
        yield folder


@contextmanager
def temporary(kept: Path | None = None) -> Iterator[Path]:
    """The folder `kept`, or one that is removed afterwards; it is where temporary files go, so on a real disk."""
    if kept is not None:
        yield kept
        return
    folder = Path(tempfile.mkdtemp(prefix="hongbao-benchmark-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def furnish(connection: DuckDBPyConnection) -> None:
    """What every warehouse has: an edition, the watched apps, a rate."""
    roles = {app: "home" if app == APPS[0] else "rival" for app in APPS}
    apps = [
        {"id": app, "role": role, "name_en": app.title(), "name_zh": app, "colour": "#123456"}
        for app, role in roles.items()
    ]
    set_edition(connection, "sample", AT)
    declare(connection, "apps", make_frame("apps", apps))
    rate = {"rate_on": AT.date(), "currency": "USD", "cny_per_unit": 7.0, "source_url": "https://rates.example/usd"}
    declare(connection, "seasons", season_rows(datetime.now(UTC).date()))
    declare(connection, "fx_rates", make_frame("fx_rates", [rate | {"note": None}]))


def count_rows(connection: DuckDBPyConnection, table: str) -> int:
    """How many rows a table of ours has."""
    ((rows,),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608 - a name of ours
    return int(rows)
