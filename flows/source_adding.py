"""Writes an entry into the sources file, which is whole at every moment, whoever else writes into it."""

import fcntl
import os
import shutil
from datetime import datetime
from pathlib import Path

from scrapy.http import Response

from spiders.errors import SourcesError
from spiders.finding import Found
from spiders.proposal import Told, propose, write_entry
from spiders.sources import Sources, load_sources
from spiders.warc_files import sync_folder


def entry_for(page: Response, found: Found, told: Told, sources: Sources, now: datetime) -> str:
    """The proposed entry as TOML."""
    return write_entry(propose(page, found, told, frozenset(sources), now))


def write_to(path: Path, entry: str) -> None:
    """Append an entry to a sources file, whose every other byte stays; the file is whole at every moment.

    Raises SourcesError where the file would not be sound with it, and then leaves it as it is.
    """
    target = path.resolve()
    # Whoever adds at the same time waits for the folder, so that no lock file stays behind.
    turn = os.open(target.parent, os.O_RDONLY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        _append(target, path, entry)
    finally:
        os.close(turn)


def _append(target: Path, path: Path, entry: str) -> None:
    new = target.with_name(f".{target.name}.new")
    try:
        shutil.copyfile(target, new)
        shutil.copymode(target, new)
        with new.open("a", encoding="utf-8") as file:
            file.write(f"\n{entry}")
            file.flush()
            os.fsync(file.fileno())
        load_sources(new)
        os.replace(new, target)  # noqa: PTH105 - the name of the call says what it promises
        sync_folder(target.parent)
    except SourcesError as error:
        raise SourcesError(f"{path}: is left as it is, for with the new entry it would be broken: {error}") from error
    finally:
        new.unlink(missing_ok=True)
