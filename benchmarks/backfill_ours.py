"""Our reading of WARC files, as a worker of a backfill does it; apart from the bare loop, which imports none of it."""

from pathlib import Path

from benchmarks.golden import load_watchlist
from flows.backfill_parts import Work, list_names, rules_of
from flows.backfill_reading import read_file
from flows.warc_streams import find_inputs


def read_ours(paths: list[Path], parts: Path) -> int:
    """Read the files into folders under `parts`: the pages seen."""
    watchlist = load_watchlist()
    told, rules = list_names(watchlist), rules_of(watchlist)
    works = (
        Work(input=one, parts=parts, rules_version=rules, watchlist=told, page_bytes=1 << 24)
        for one in find_inputs([str(path) for path in paths])
    )
    return sum(read_file(work).records for work in works)
