"""Turns the working file into a release: built, checked, copied, and only then what readers see."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.checks import refuse_breaches, run_checks
from warehouse.dictionary import comment
from warehouse.errors import ReleaseRefusedError
from warehouse.files import SqlFile, read_files
from warehouse.models import build_models
from warehouse.reads import LINK, SEALED
from warehouse.transactions import transaction
from warehouse.writer import detached

KEPT_RELEASES = 5
# What is said, apart from when we saw it and in which archive file: two crawls of the same news agree in it.
SAID = {
    "facts": "* EXCLUDE (first_seen_at, last_seen_at)",
    "evidence": "* EXCLUDE (fetched_at, warc_file, warc_offset)",
}
# The text of an article stands for itself by its hash.
WITHOUT_TEXT = {"articles": "* EXCLUDE (text)"}
RELEASE = SqlFile(
    schema="marts",
    name="release",
    grain="One row: when this file was released, and digests of what is in it.",
    body="CREATE TABLE marts.release (released_at TIMESTAMPTZ, facts_digest VARCHAR, marts_digest VARCHAR)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The release readers see now: `is_new` if just made, `is_changed` if facts or evidence differ."""

    path: Path
    is_new: bool
    is_changed: bool
    facts_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """Marts that passed every check, with digests of what facts and evidence say and of all marts."""

    at: datetime
    facts_digest: str
    marts_digest: str


def publish(data_dir: Path, connection: DuckDBPyConnection, at: datetime) -> Publication:
    """Build, check and publish what `open_writer` gave as `connection`; readers never see half of it.

    If all of marts equals the last release, that one stays and no file is made. Raises ReleaseRefusedError if
    a check fails or the copy is not whole, ModelError if an SQL file is wrong; the last release then stays.
    """
    return release(data_dir, connection, build(connection, at))


def build(connection: DuckDBPyConnection, at: datetime) -> Built:
    """Build staging and marts and run every check, in one transaction; nothing is published yet.

    Raises ReleaseRefusedError if a check fails, ModelError if an SQL file is wrong; what stood before then stays.
    """
    with transaction(connection):
        build_models(connection)
        refuse_breaches(run_checks(connection))
        facts_digest, marts_digest = digest_marts(connection)
        write_release(connection, (at, facts_digest, marts_digest))
    return Built(at=at, facts_digest=facts_digest, marts_digest=marts_digest)


def release(data_dir: Path, connection: DuckDBPyConnection, built: Built) -> Publication:
    """Publish what was built; raises ReleaseRefusedError if the copy is not whole, and the last release stays."""
    last = read_last_release(data_dir)
    is_changed = last is None or last[1] != built.facts_digest
    if last is not None and last[2] == built.marts_digest:
        return Publication(path=last[0], is_new=False, is_changed=is_changed, facts_digest=built.facts_digest)
    with detached(connection, data_dir) as work:
        path = copy_release(work, data_dir, built.at, built.marts_digest).resolve()
    return Publication(path=path, is_new=True, is_changed=is_changed, facts_digest=built.facts_digest)


def digest_marts(connection: DuckDBPyConnection) -> tuple[str, str]:
    """Digests of what facts and evidence say, and of all marts: equal rows in whatever order give equal digests."""
    marts = sorted(file.name for file in read_files("marts"))
    said = [digest_rows(connection, table, columns) for table, columns in SAID.items()]
    whole = [digest_rows(connection, table, WITHOUT_TEXT.get(table, "*")) for table in marts]
    return join_digests(said), join_digests(whole)


def digest_rows(connection: DuckDBPyConnection, table: str, columns: str) -> str:
    mart = connection.sql(f"SELECT {columns} FROM marts.{table}")
    query = "SELECT count(*), bit_xor(md5_number(CAST(mart AS VARCHAR))) FROM mart"
    ((rows, digest),) = mart.query("mart", query).fetchall()
    return f"{table} {rows} {digest}"


def join_digests(digests: Iterable[str]) -> str:
    return sha256("\n".join(digests).encode()).hexdigest()


def write_release(connection: DuckDBPyConnection, row: tuple[datetime, str, str]) -> None:
    connection.execute(RELEASE.body)
    connection.execute("INSERT INTO marts.release VALUES (?, ?, ?)", row)
    comment(connection, RELEASE)


def read_last_release(data_dir: Path) -> tuple[Path, str, str] | None:
    """The file readers see now and its two digests; None if there is none that can be read."""
    path = (data_dir / LINK).resolve()
    if not path.exists():
        return None
    return path, *read_digests(path)


def read_digests(path: Path) -> tuple[str, str]:
    """The digests in a release file: the empty ones, which no release has, if it cannot be read."""
    try:
        with duckdb.connect(path, read_only=True, config=SEALED) as release:
            rows = release.execute("SELECT facts_digest, marts_digest FROM marts.release").fetchall()
    except duckdb.Error:
        return "", ""
    ((facts_digest, marts_digest),) = rows
    return facts_digest, marts_digest


def copy_release(work: Path, data_dir: Path, at: datetime, marts_digest: str) -> Path:
    """Put a checked copy of the closed file `work` where readers look for it; the path they then see."""
    releases = data_dir / "releases"
    releases.mkdir(exist_ok=True)
    for stray in releases.glob(".hongbao-*"):
        stray.unlink()
    path = name_release(releases, at)
    hidden = releases / f".{path.name}"
    try:
        shutil.copyfile(work, hidden)
        sync(hidden)
    except OSError as error:
        message = f"nothing was published, the last release stays: {hidden} cannot be written: {error.strerror}"
        raise ReleaseRefusedError(message) from error
    if read_digests(hidden)[1] != marts_digest or work.with_name("work.duckdb.wal").exists():
        message = f"nothing was published, the last release stays: {hidden} is no whole copy of {work}"
        raise ReleaseRefusedError(message)
    hidden.chmod(0o444)
    hidden.rename(path)
    sync(releases)
    flip_link(data_dir, path)
    for old in sorted(releases.glob("hongbao-*.duckdb"))[:-KEPT_RELEASES]:
        old.unlink()
    return path


def name_release(releases: Path, at: datetime) -> Path:
    """A name after `at` that sorts behind those of all releases there, two in one instant included."""
    taken = [int(path.stem.removeprefix("hongbao-")) for path in releases.glob("hongbao-*.duckdb")]
    instant = int(at.timestamp() * 1_000_000) * 1_000
    return releases / f"hongbao-{max([instant, *(number + 1 for number in taken)]):019d}.duckdb"


def flip_link(data_dir: Path, path: Path) -> None:
    """Point the published name at `path` in one step: who opens it gets the old release or the new one."""
    hidden = data_dir / f".{LINK}.new"
    hidden.unlink(missing_ok=True)
    hidden.symlink_to(path.relative_to(data_dir))
    hidden.replace(data_dir / LINK)
    sync(data_dir)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
