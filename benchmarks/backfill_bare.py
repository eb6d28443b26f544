"""One reading of WARC files in a process of its own, measured: bare with fastwarc, or ours, as a line of JSON."""

import json
import resource
import sys
import time
from functools import partial
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType


def read_bare(paths: list[Path]) -> int:
    """Decompress and iterate, nothing else: the pages seen."""
    pages = 0
    for path in paths:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False):
                record.reader.read()
                pages += 1
    return pages


def main() -> None:
    """`PARTS` (empty for the bare loop) and the files as lines of standard input; pages, CPU seconds and memory."""
    parts, *paths = sys.stdin.read().split("\n")
    files, read = [Path(path) for path in paths], read_bare
    if parts:
        from benchmarks.backfill_ours import read_ours  # noqa: PLC0415 - the bare loop must have none of it in memory

        read = partial(read_ours, parts=Path(parts))
    started = time.process_time()
    pages = read(files)
    report = {"pages": pages, "cpu_seconds": time.process_time() - started, "memory": most_memory()}
    sys.stdout.write(json.dumps(report))


def most_memory() -> float:
    """The most memory of this process in MB; the system's own count includes what it was forked from."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    main()
