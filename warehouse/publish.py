"""Turns the working file into a release: built, checked, copied, and only then what readers see."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from warehouse.checks import refuse_breaches, run_checks
from warehouse.dictionary import comment
from warehouse.digests import digest_marts
from warehouse.files import SqlFile
from warehouse.history import find_last_release, remember_facts, remember_release
from warehouse.models import build_models, drop_scratch, list_scratch, name_scratch
from warehouse.releases import find_current
from warehouse.seals import find_hidden_damage, is_intact
from warehouse.shelf import KEPT_RELEASES, copy_release, discard, flip_link, prune, refusing_without_room
from warehouse.transactions import transaction
from warehouse.writer import detached

RELEASE = SqlFile(
    schema="marts",
    name="release",
    grain="One row: when this file was released, and digests of what is in it.",
    body="CREATE TABLE marts.release (released_at TIMESTAMPTZ, facts_digest VARCHAR, marts_digest VARCHAR)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The release readers see now: `is_new` if just made, `is_changed` if facts or evidence differ.

    `mended` says what had become of the file that was published before, None if it was whole.
    """

    path: Path
    is_new: bool
    is_changed: bool
    facts_digest: str
    mended: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """Marts that passed every check, with digests of what facts and evidence say and of all marts.

    `is_changed` if facts or evidence differ from what readers see; `standing` is the published file if all marts are
    the same and it is whole, `damage` what became of it if not. `seconds` is how long each table took.
    """

    at: datetime
    facts_digest: str
    marts_digest: str
    is_changed: bool
    standing: Path | None
    damage: str | None
    seconds: Mapping[str, float]


def publish(data_dir: Path, connection: DuckDBPyConnection, at: datetime, keep: int = KEPT_RELEASES) -> Publication:
    """Build, check and publish what `open_writer` gave as `connection`; readers never see half of it.

    If all of marts equals the last release, that one stays and no file is made. `keep` releases stay, this one
    included. Raises ReleaseRefusedError if a check fails or the copy is not whole, ModelError if an SQL file is wrong;
    the last release then stays.
    """
    return release(data_dir, connection, build(connection, at), keep)


def build(connection: DuckDBPyConnection, at: datetime) -> Built:
    """Build staging and marts and run every check, in one transaction; nothing is published yet.

    Raises ReleaseRefusedError if a check fails or there is no room, ModelError if an SQL file is wrong; what stood
    before then stays.
    """
    started, scratch = time.perf_counter(), list_scratch()
    last, damage = find_last_release(connection)
    drop_scratch(connection, scratch)
    with refusing_without_room(), transaction(connection):
        seconds = build_models(connection, scratch)
        refuse_breaches(run_checks(connection, name_scratch(scratch)))
        facts_digest, marts_digest = digest_marts(connection)
        remember_facts(connection, last, facts_digest)
        write_release(connection, (at, facts_digest, marts_digest))
        standing = last.path if last is not None and damage is None and last.marts_digest == marts_digest else None
        damage = find_hidden_damage(standing) if standing is not None else damage
        if standing is None or damage is not None:
            remember_release(connection, last, at, facts_digest, time.perf_counter() - started)
        drop_scratch(connection, scratch)
    return Built(
        at=at, facts_digest=facts_digest, marts_digest=marts_digest, seconds=seconds, damage=damage,
        standing=standing, is_changed=last is None or last.facts_digest != facts_digest,
    )  # fmt: skip


def release(data_dir: Path, connection: DuckDBPyConnection, built: Built, keep: int = KEPT_RELEASES) -> Publication:
    """Publish what was built; raises ReleaseRefusedError if the copy is not whole, and the last release stays."""
    if built.standing is not None and built.damage is None and is_intact(built.standing):
        return describe(built, built.standing, is_new=False)
    before = find_current(data_dir)
    with detached(connection, data_dir) as work:
        digests = {"facts_digest": built.facts_digest, "marts_digest": built.marts_digest}
        path = copy_release(work, data_dir, at=built.at, **digests)
    flip_link(data_dir, path)
    if built.damage is not None and before is not None:
        discard(before)
    prune(data_dir, keep)
    return describe(built, path.resolve(), is_new=True)


def describe(built: Built, path: Path, *, is_new: bool) -> Publication:
    return Publication(
        path=path,
        is_new=is_new,
        is_changed=built.is_changed,
        facts_digest=built.facts_digest,
        mended=built.damage,
    )


def write_release(connection: DuckDBPyConnection, row: tuple[datetime, str, str]) -> None:
    connection.execute(RELEASE.body)
    connection.execute("INSERT INTO marts.release VALUES (?, ?, ?)", row)
    comment(connection, RELEASE)
