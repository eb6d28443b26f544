"""The benchmarks there are: a name, one line on what it measures, and the module that runs it."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from benchmarks.outcome import Outcome


class Runnable(Protocol):
    """What the module of a benchmark offers."""

    def add_options(self, parser: ArgumentParser) -> None:
        """Adds the benchmark's own options."""

    def run(self, options: Namespace) -> Outcome:
        """Measures; raises a BenchmarkError where that cannot be done."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark; its module is imported only when it is run, so that the list is quick and needs no peer."""

    name: str
    line: str

    @property
    def module(self) -> Runnable:
        """The module of the same name."""
        return cast("Runnable", import_module(f"benchmarks.{self.name}"))


BENCHMARKS = (
    Benchmark("accuracy", "claims on the golden corpus, by language, kind and measure, against a naive baseline"),
    Benchmark("specs", "money in Microsoft's own currency specs, English and Chinese, against Microsoft's package"),
    Benchmark("speed", "text to claims, sentences a second, against Recognizers-Text and quantulum3; linearity"),
    Benchmark("archive", "an archive with 1 relevant page in 20, against trafilatura on every page"),
    Benchmark("backfill", "WARC files with 1 relevant page in 100, against a bare loop over the same with fastwarc"),
    Benchmark("crawl", "a local site crawled and archived, against bare Scrapy that throws pages away; a second crawl"),
    Benchmark("reconciliation", "public figures and known errors of a set of texts: is the right value preferred?"),
    Benchmark("warehouse_load", "claims loaded a second, against DuckDB's own insert of the same tables"),
    Benchmark("warehouse_refresh", "100 more articles into a full warehouse and an empty one; what publishing costs"),
    Benchmark("warehouse_marts", "how fast each published mart answers, 95th percentile"),
    Benchmark("dashboard", "the first usable page and the clicks of a reader, against an empty Streamlit page"),
)
