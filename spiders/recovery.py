"""Puts an archive in order after a crawl was killed: whole records are kept, a torn end is cut off."""

import os
import zlib
from pathlib import Path

from spiders.warc_files import OPEN, SUFFIX, sync_folder, try_lock

CHUNK = 1 << 20
GZIP = zlib.MAX_WBITS + 16


def recover(archive_dir: Path) -> list[Path]:
    """Finish the `.open` files that dead crawls left behind; the files that came of it are returned.

    A file whose writer lives (it holds a lock) is left alone, and one with no page in it is removed.
    Calling it twice, or from two processes at once, does no harm.
    """
    finished = (finish_abandoned(path) for path in sorted(archive_dir.glob(f"*{SUFFIX}{OPEN}")))
    return [path for path in finished if path is not None]


def finish_abandoned(open_path: Path) -> Path | None:
    try:
        descriptor = os.open(open_path, os.O_RDWR)
    except FileNotFoundError:
        return None  # another recovery, or its own writer, finished it since we listed it
    try:
        if not try_lock(descriptor) or not is_same_file(descriptor, open_path):
            return None
        return cut_and_rename(descriptor, open_path)
    finally:
        os.close(descriptor)


def is_same_file(descriptor: int, path: Path) -> bool:
    """Whether the file still goes by its name: its writer may have finished it before we had the lock."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def cut_and_rename(descriptor: int, open_path: Path) -> Path | None:
    ends = member_ends(descriptor)
    if len(ends) < 2:
        open_path.unlink()
        return None
    os.ftruncate(descriptor, ends[-1])
    os.fsync(descriptor)
    path = open_path.with_name(open_path.name.removesuffix(OPEN))
    open_path.rename(path)
    sync_folder(path.parent)
    return path


def member_ends(descriptor: int) -> list[int]:
    """The offsets at which whole gzip members end (one member is one record), up to the first torn one.

    Each member is unpacked to its checksum, in pieces, so that a size of memory serves any size of file.
    """
    ends: list[int] = []
    offset, data = 0, b""
    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(0)
        member = zlib.decompressobj(GZIP)
        while data := (data or file.read(CHUNK)):
            try:
                member.decompress(data)
            except zlib.error:
                break
            offset += len(data) - len(member.unused_data)
            data = member.unused_data
            if member.eof:
                ends.append(offset)
                member = zlib.decompressobj(GZIP)
    return ends
