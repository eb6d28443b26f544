"""Opens the logs of crawls, which are to stay small however long we collect."""

from pathlib import Path
from typing import IO

MOST_BYTES = 5 << 20
OLD = ".1"


def open_log(path: Path) -> IO[bytes]:
    """The log to append to, made if new; one above MOST_BYTES is first set aside in the place of the last so set."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > MOST_BYTES:
        path.replace(path.with_name(path.name + OLD))
    return path.open("ab")
