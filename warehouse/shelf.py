"""Puts releases where readers find them: copied and sealed, shown in one step, and put away when they are old."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.errors import ReleaseRefusedError
from warehouse.releases import LINK, describe_release, find_current, list_releases
from warehouse.seals import find_damage, read_seal, seal, sync

KEPT_RELEASES = 5


def copy_release(work: Path, data_dir: Path, *, at: datetime, facts_digest: str, marts_digest: str) -> Path:
    """Put a checked and sealed copy of the closed file `work` among the releases; nobody is led to it yet."""
    releases = data_dir / "releases"
    releases.mkdir(exist_ok=True)
    for stray in releases.glob(".hongbao-*"):
        stray.unlink()
    path = name_release(releases, at)
    hidden = releases / f".{path.name}"
    with refusing_without_room(hidden):
        shutil.copyfile(work, hidden)
        sync(hidden)
    is_whole = describe_release(hidden, data_dir).marts_digest == marts_digest
    if not is_whole or work.with_name("work.duckdb.wal").exists():
        message = f"nothing was published, the last release stays: {hidden} is no whole copy of {work}"
        raise ReleaseRefusedError(message)
    hidden.chmod(0o444)
    with refusing_without_room(hidden):
        seal(hidden, path.name, facts_digest)
    hidden.rename(path)
    sync(releases)
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


def prune(data_dir: Path, keep: int) -> None:
    """Put away all but the published release and the latest `keep` that differ in facts, and what lies beside others.

    Of releases in a row with the same facts, as idle runs make them, the last stays. Each is looked at as a reader
    would; one that is damaged goes.
    """
    current = find_current(data_dir)
    kept = {path.stem for path in (current, *list_different(data_dir)[:keep]) if path is not None}
    for path in sorted((data_dir / "releases").glob("hongbao-*")):
        if path.name.split(".")[0] not in kept and path.is_file():
            path.unlink()


def list_different(data_dir: Path) -> list[Path]:
    """The whole releases, latest first, without those whose facts are the same as in the one after."""
    different, after = [], None
    for path in list_releases(data_dir):
        if find_damage(path) is None:
            sealed = read_seal(path)
            facts = sealed.facts_digest if sealed is not None else ""
            if not facts or facts != after:
                different.append(path)
            after = facts
    return different


def discard(path: Path) -> None:
    """Put away a release that is not what was published, with its seal."""
    path.unlink(missing_ok=True)
    path.with_suffix(".seal").unlink(missing_ok=True)


@contextmanager
def refusing_without_room(half: Path | None = None) -> Iterator[None]:
    """Say in one line that disk or memory ran out, or a folder cannot be written; a file `half` written is removed."""
    try:
        yield
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        if half is not None:
            half.unlink(missing_ok=True)
        cause = error.strerror if isinstance(error, OSError) else str(error).splitlines()[0]
        message = f"nothing was published, the last release stays: {cause}: make room on the disk, or free memory"
        raise ReleaseRefusedError(message) from error
