"""The release files of a data folder: what they are called, which one readers see, how each is opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import NoReleaseError
from warehouse.seals import find_damage, find_hidden_damage

LINK = "hongbao.duckdb"
# One set of options for every reader: DuckDB refuses one file with two of them in one process.
SEALED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "lock_configuration": True,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFile:
    """One file of the releases folder; `damage` says why readers are not given it, None if they are."""

    path: Path
    released_at: datetime | None
    facts_digest: str
    marts_digest: str
    is_current: bool
    size: int
    damage: str | None


def list_releases(data_dir: Path) -> list[Path]:
    """The release files, latest first."""
    return sorted((data_dir / "releases").glob("hongbao-*.duckdb"), reverse=True)


def find_current(data_dir: Path) -> Path | None:
    """The file that the published name leads to, which may be damaged; None if there is none."""
    path = (data_dir / LINK).resolve()
    return path if path.is_file() else None


def describe_release(path: Path, data_dir: Path, *, is_thorough: bool = False) -> ReleaseFile:
    """What is known of one release file; `is_thorough` compares every byte with its seal."""
    damage = find_hidden_damage(path) if is_thorough else find_damage(path)
    released_at, facts_digest, marts_digest = None, "", ""
    if damage is None:
        try:
            with connect(path) as connection:
                row = connection.execute("SELECT released_at, facts_digest, marts_digest FROM marts.release").fetchall()
            ((released_at, facts_digest, marts_digest),) = row
        except duckdb.Error as error:
            damage = f"it cannot be read: {str(error).splitlines()[0]}"
    return ReleaseFile(
        path=path, released_at=released_at, facts_digest=facts_digest, marts_digest=marts_digest,
        is_current=find_current(data_dir) == path, size=path.stat().st_size if path.exists() else 0, damage=damage,
    )  # fmt: skip


def connect(path: Path) -> DuckDBPyConnection:
    """A connection to a release file that can neither change it nor reach anything else; raises duckdb.Error."""
    return duckdb.connect(path, read_only=True, config=SEALED)


def open_latest(place: Path) -> tuple[DuckDBPyConnection, Path, str | None]:
    """The release in the data folder `place`, or the file `place` itself: a connection, its path, and a notice.

    The notice is None for what was asked for. If the published file was damaged or is locked by a program that has it
    open for writing, the newest whole release before it is opened, and the notice says so. Raises NoReleaseError.
    """
    wanted = (place / LINK if place.is_dir() else place).resolve()
    if not wanted.is_file():
        message = f"nothing is published in {place}: run `hongbao demo` (sample) or `hongbao refresh` (live)"
        raise NoReleaseError(message)
    reason: str | None = None
    for path in (wanted, *list_earlier(wanted)):
        opened, damage = try_connecting(path)
        if opened is not None:
            notice = (
                None
                if reason is None
                else f"{wanted.name} is not what was published ({reason}): this is {path.name} before it"
            )
            return opened, path, notice
        if place.is_dir() and (place / LINK).resolve() != wanted:
            return open_latest(place)  # a newer release was published, and this one put away, since we looked
        reason = reason or damage
    message = f"{wanted} is not a release that can be read ({reason}): publish again"
    raise NoReleaseError(message)


def list_earlier(wanted: Path) -> Iterator[Path]:
    """The releases before the published file `wanted`, latest first; none if another file was asked for by name."""
    data_dir = wanted.parent.parent
    if find_current(data_dir) == wanted:
        yield from (path for path in list_releases(data_dir) if path.name < wanted.name)


def try_connecting(path: Path) -> tuple[DuckDBPyConnection | None, str | None]:
    """A connection to a whole release, else why there is none."""
    damage = find_damage(path)
    if damage is not None:
        return None, damage
    try:
        connection = connect(path)
        connection.execute("SELECT released_at FROM marts.release")
    except duckdb.Error as error:
        return None, str(error).splitlines()[0]
    return connection, None
