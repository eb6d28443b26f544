"""Crawls a local site with our spiders, the archive on, and with bare Scrapy that throws every page away.

Both have the same concurrency; ours also reads robots.txt and the sitemap, keeps AutoThrottle's pace, checks every
address, and packs each page into a WARC record pair. The runs take turns and the ratio is the median over the rounds.
Then the site is crawled once more, unchanged. Bare Scrapy starts 100 workers for the items of every answer, though it
has none; ours does not, so bare Scrapy without them is told as well. `--memory` compares a short crawl with a long one.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.progress import track

from benchmarks.crawl_runs import Run, learn, run_bare, run_ours
from benchmarks.crawl_site import open_site
from benchmarks.outcome import PROGRESS, Goal, Outcome

RATIO, BYTES, MEMORY = 0.75, 5.0, 1.25
SHORT, LONG = 1000, 20_000
OURS, BARE, LEAN = "ours, archived", "bare Scrapy", "bare Scrapy, CONCURRENT_ITEMS=1"


def add_options(parser: ArgumentParser) -> None:
    """The options of `python -m benchmarks crawl`."""
    parser.add_argument("--pages", type=int, default=5000, metavar="N", help="pages of the site [5000]")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds [3]")
    parser.add_argument("--memory", action="store_true", help="the memory of 1,000 and of 20,000 pages too (minutes)")


def run(options: Namespace) -> Outcome:
    """Crawls by turns, then once more. Raises CrawlBrokenError where a crawl does not bring every page."""
    with open_site() as port:
        runs, again = _take_turns(port, options)
        memory = _compare_memory(port) if options.memory else ()
    ratios = {name: _ratio(runs[OURS], runs[name]) for name in (BARE, LEAN)}
    cpu = {name: median(1000 * one.cpu_seconds / one.pages for one in some) for name, some in runs.items()}
    whole = runs[OURS][-1].bytes
    lines = (
        f"{options.pages} pages of {whole / options.pages / 1000:.0f} kB, {options.rounds} rounds",
        *(_describe(name, some, cpu[name]) for name, some in runs.items()),
        f"ours is {ratios[LEAN]:.2f} of bare Scrapy with CONCURRENT_ITEMS=1, {ratios[BARE]:.2f} of it as it comes",
        f"by CPU alone, which a busy machine changes less: {cpu[LEAN] / cpu[OURS]:.2f} and {cpu[BARE] / cpu[OURS]:.2f}",
        f"again, unchanged: {again.bytes / 1000:,.0f} of {whole / 1000:,.0f} kB, {again.rate:,.0f} pages a second",
    )
    rates = {name: median(one.rate for one in some) for name, some in runs.items()}
    figures = {"pages": options.pages, "pages_per_second": rates, "cpu_ms_per_page": cpu, "ratios": ratios}
    share = Goal(what="bytes of a second crawl", value=100 * again.bytes / whole, target=BYTES, sense="<=", unit=" %")
    ratio = Goal(what="ratio", value=ratios[BARE], target=RATIO, unit="x")
    return Outcome(benchmark="crawl", lines=lines, figures=figures, goals=(*memory, share, ratio))


def _take_turns(port: int, options: Namespace) -> tuple[dict[str, list[Run]], Run]:
    """The runs of each way, round by round, and our second crawl of the last round's site."""
    runs: dict[str, list[Run]] = {BARE: [], OURS: [], LEAN: []}
    with TemporaryDirectory() as kept:
        for number in track(range(options.rounds), "crawl", console=PROGRESS):
            folder = Path(kept) / str(number)
            runs[BARE].append(run_bare(port, options.pages, {}))
            runs[OURS].append(run_ours(port, options.pages, folder))
            runs[LEAN].append(run_bare(port, options.pages, {"CONCURRENT_ITEMS": 1}))
        return runs, run_ours(port, options.pages, folder, learn(folder))


def _ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> float:
    return median(one.rate / other.rate for one, other in zip(ours, theirs, strict=True))


def _describe(name: str, runs: Sequence[Run], cpu: float) -> str:
    """One line: how fast, at what cost of CPU (start included), with how much memory at the most."""
    rate, memory = median(one.rate for one in runs), max(one.memory for one in runs)
    return f"{name:32} {rate:7,.0f} pages a second, {cpu:.2f} ms of CPU a page, {memory:.0f} MB"


def _compare_memory(port: int) -> tuple[Goal, ...]:
    """The most memory of a long crawl over that of a short one."""
    used = []
    for pages in track((SHORT, LONG), "memory", console=PROGRESS):
        with TemporaryDirectory() as folder:
            used.append(run_ours(port, pages, Path(folder)).memory)
    what = f"memory of {LONG:,} pages ({used[1]:.0f} MB) over {SHORT:,} ({used[0]:.0f} MB)"
    return (Goal(what=what, value=used[1] / used[0], target=MEMORY, sense="<=", unit="x"),)
