"""Reads WARC files of which 1 page in 100 is relevant, against a bare loop that decompresses and iterates the same.

The bare loop is fastwarc's, the fastest WARC reader on the registry; ours finds the relevant pages, keeps them, and
reads their claims. Each reading is a process of its own. CPU time is compared without imports, memory with them, and
the memory of long files with that of files a fifth as long.
"""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.progress import track

from benchmarks.backfill_files import make_files
from benchmarks.crawl_runs import run_child
from benchmarks.outcome import PROGRESS, Goal, Outcome
from benchmarks.warehouse_folder import temporary

RATIO, GROWTH, LONGER = 8.0, 1.1, 5


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: pages, CPU seconds without imports, and the most memory in MB."""

    pages: int
    cpu_seconds: float
    memory: float


def add_options(parser: ArgumentParser) -> None:
    """The options of `python -m benchmarks backfill`."""
    parser.add_argument("--files", type=int, default=20, metavar="N", help="files [20]")
    parser.add_argument("--pages", type=int, default=5000, metavar="N", help="pages a file [5000]")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds [3]")


def run(options: Namespace) -> Outcome:
    """Reads the files by turns."""
    with temporary() as folder:
        paths = make_files(folder, options.files, options.pages)
        size = sum(path.stat().st_size for path in paths) / 1e6
        bare, ours = [], []
        for number in track(range(options.rounds), "backfill", console=PROGRESS):
            bare.append(read("", paths))
            ours.append(read(str(folder / f"parts-{number}"), paths))
        (folder / "long").mkdir()
        long_paths = make_files(folder / "long", 1, LONGER * options.pages)
        short, long = read(str(folder / "parts-s"), paths[:1]), read(str(folder / "parts-l"), long_paths)
    ratio = median(one.cpu_seconds / other.cpu_seconds for one, other in zip(ours, bare, strict=True))
    runs = {"ours": ours, "bare": bare}
    rates = {name: median(one.pages / one.cpu_seconds for one in some) for name, some in runs.items()}
    memory = {"ours": ours[-1].memory, "bare": bare[-1].memory, "ratio": ours[-1].memory / bare[-1].memory}
    lines = (
        f"{options.files} files of {options.pages} pages, {size:.0f} MB, 1 page in 100 relevant",
        *(f"{name:5} {rate:9,.0f} pages a CPU second, {memory[name]:.0f} MB" for name, rate in rates.items()),
        f"memory is {memory['ratio']:.1f} times the bare loop's, imports included",
    )
    what = f"memory of {LONGER * options.pages:,} pages a file ({long.memory:.0f} MB) over {options.pages:,}"
    growth = Goal(what=what, value=long.memory / short.memory, target=GROWTH, sense="<=", unit="x")
    goal = Goal(what="CPU time over the bare loop", value=ratio, target=RATIO, sense="<=", unit="x")
    figures = {"pages_per_cpu_second": rates, "memory_mb": memory, "size_mb": size}
    return Outcome(benchmark="backfill", lines=lines, figures=figures, goals=(growth, goal))


def read(parts: str, paths: Sequence[Path]) -> Reading:
    """One reading in a child; `parts` is the folder for what is kept, none for the bare loop."""
    message = "\n".join([parts, *map(str, paths)])
    printed, _, _ = run_child("benchmarks.backfill_bare", message.encode())
    report = json.loads(printed)
    return Reading(report["pages"], report["cpu_seconds"], report["memory"])
