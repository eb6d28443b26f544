"""Seals release files, so that a file which somebody opened for writing by mistake is not taken for what was published.

A seal lies beside the file and holds its size, the instant of its last change and a checksum. The first two are looked
at whenever the file is opened, the checksum when the next release is published and by `hongbao releases --check`.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

HASHING = """
import hashlib, sys
with open(sys.argv[1], "rb") as file:
    print(hashlib.file_digest(file, "sha256").hexdigest())
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a release file was when it was published; `mtime_ns` is the instant of its last change."""

    size: int
    mtime_ns: int
    sha256: str
    facts_digest: str = ""


def seal(path: Path, name: str, facts_digest: str) -> None:
    """Write the seal of the file `path`, which no process has open and which will be called `name`."""
    place = path.with_name(name).with_suffix(".seal")
    hidden = place.with_name(f".{place.name}")
    state = path.stat()
    sealed = Seal(size=state.st_size, mtime_ns=state.st_mtime_ns, sha256=hash_file(path), facts_digest=facts_digest)
    hidden.write_text(json.dumps(asdict(sealed)), encoding="utf-8")
    sync(hidden)
    hidden.rename(place)


def is_intact(path: Path) -> bool:
    """True if nothing tells that `path` was changed since it was sealed; a file without a seal is taken as it is."""
    return find_damage(path) is None


def find_damage(path: Path) -> str | None:
    """What tells that a release file is no longer what was published, in a few words; None if nothing does."""
    if not path.is_file():
        return "it is gone"
    if path.with_name(f"{path.name}.wal").exists():
        return "somebody wrote to it: a write-ahead log lies beside it"
    sealed = read_seal(path)
    state = path.stat()
    if sealed is None or (state.st_size, state.st_mtime_ns) == (sealed.size, sealed.mtime_ns):
        return None
    # A copy put back from a backup is another age, but the same file.
    if state.st_size == sealed.size and hash_elsewhere(path) == sealed.sha256:
        return None
    return "it was changed after it was published"


def find_hidden_damage(path: Path) -> str | None:
    """As `find_damage`, and every byte is compared with the seal's checksum: about a second for a gigabyte."""
    damage, sealed = find_damage(path), read_seal(path)
    if damage is None and sealed is not None and hash_elsewhere(path) != sealed.sha256:
        return "its bytes are not those that were published"
    return damage


def read_seal(path: Path) -> Seal | None:
    """The seal of a release file, None if there is none; one that cannot be read fits no file."""
    try:
        text = path.with_suffix(".seal").read_text(encoding="utf-8")
    except OSError:
        return None
    try:
        return Seal(**json.loads(text))
    except (ValueError, TypeError):
        return Seal(size=-1, mtime_ns=-1, sha256="")


def hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def hash_elsewhere(path: Path) -> str:
    """The checksum of a file that this process may have open: closing it here would drop DuckDB's lock on it."""
    command = [sys.executable, "-I", "-c", HASHING, str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own words only
    return done.stdout.strip()


def sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to disk now."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
