"""WARC files on disk, which are open under one name and whole under another, whatever happens."""

import fcntl
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from spiders.errors import ArchiveError
from spiders.records import pack_info

SUFFIX = ".warc.gz"
OPEN = ".open"


class WarcFile:
    """One WARC file being written, as `NAME.warc.gz.open`; `finish` gives it its name without `.open`.

    The writer holds an flock for as long as it lives, by which `recovery` knows a file it must not touch.
    What is written arrives whole or not at all: a write that fails is cut off again.
    """

    def __init__(self, archive_dir: Path, source_id: str) -> None:
        try:
            archive_dir.mkdir(parents=True, exist_ok=True)
            self.path, self.descriptor = create_locked(archive_dir, source_id)
        except OSError as error:
            raise ArchiveError(f"{archive_dir}: no archive can be written there: {error.strerror}") from error
        self.size = 0
        self.write(pack_info(self.path.name, source_id))

    def write(self, packed: bytes) -> None:
        """Append packed records; on failure the file ends where it ended before.

        Raises:
            ArchiveError: the disk is full or gone.
        """
        try:
            rest = memoryview(packed)
            while rest:
                rest = rest[os.write(self.descriptor, rest) :]
        except OSError as error:
            os.ftruncate(self.descriptor, self.size)
            os.lseek(self.descriptor, self.size, os.SEEK_SET)
            raise ArchiveError(f"{self.path}: cannot be written: {error.strerror}") from error
        self.size += len(packed)

    def finish(self) -> Path:
        """Make the file durable and give it its final name, which is returned.

        Raises:
            ArchiveError: the disk refused; what was written is left to `recovery`.
        """
        try:
            os.fsync(self.descriptor)
            opened(self.path).rename(self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            raise ArchiveError(f"{self.path}: cannot be finished: {error.strerror}") from error
        finally:
            os.close(self.descriptor)
        return self.path


def create_locked(archive_dir: Path, source_id: str) -> tuple[Path, int]:
    """Create a fresh `.open` file that we alone hold: its final path, and a descriptor with the lock on it.

    `recovery` may catch the file between creation and lock; then another name is taken.
    """
    while True:
        moment = datetime.now(UTC)
        path = archive_dir / f"{source_id}-{moment:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}{SUFFIX}"
        descriptor = os.open(opened(path), os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644)
        if try_lock(descriptor) and os.fstat(descriptor).st_nlink:
            return path, descriptor
        os.close(descriptor)


def try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def opened(path: Path) -> Path:
    return path.with_name(path.name + OPEN)


def sync_folder(folder: Path) -> None:
    """Make a rename durable: the name lives in the folder, not in the file."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
