"""Reads a mixed archive, in which 1 page in 20 is relevant, by our path and with trafilatura on every page.

Ours sorts out irrelevant pages in one pass over their source before it parses anything. The other path takes the main
text out of every page with trafilatura, and metadata and claims out of those whose text names somebody watched. Both
must come to the same claims, figure for figure and quote for quote. The first round warms up; the ratio is the median
of the others.
"""

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest
from statistics import median

import trafilatura
from rich.progress import track
from w3lib.encoding import html_to_unicode

from benchmarks.errors import BenchmarkError
from benchmarks.golden import load_watchlist
from benchmarks.outcome import PROGRESS, Goal, Outcome
from benchmarks.statement import Statement, state
from benchmarks.webpages import RELEVANT_EVERY, make_archive
from extraction.metadata import read_metadata
from extraction.pages import Page, parse_html, read_page
from extraction.reading import read_article
from extraction.records import Article
from extraction.relevance import is_relevant

Reader = Callable[[Page], list[Statement]]


class DifferentClaimsError(BenchmarkError):
    """The two paths disagree, so their times cannot be compared: whoever changed extraction finds out why."""

    exit_code = 1


def add_options(parser: ArgumentParser) -> None:
    """The options of `python -m benchmarks archive`."""
    parser.add_argument("--pages", type=int, default=400, metavar="N", help="pages in the archive [400]")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds [3]")


def run(options: Namespace) -> Outcome:
    """Reads the archive by both paths in turn. Raises DifferentClaimsError where they disagree."""
    pages = make_archive(options.pages)
    ours, theirs = [], []
    for number in track(range(options.rounds + 1), "archive", console=PROGRESS):
        mine, seconds = _read(pages, read_with_filter)
        other, others_seconds = _read(pages, read_every_page)
        _compare(mine, other)
        if number:
            ours.append(seconds)
            theirs.append(others_seconds)
    rates = {"ours": len(pages) / median(ours), "trafilatura on every page": len(pages) / median(theirs)}
    size = sum(len(page.body) for page in pages) / len(pages) / 1000
    lines = [
        f"{len(pages)} pages of {size:.0f} kB on average, 1 in {RELEVANT_EVERY} relevant",
        f"{len(mine)} claims, the same by both paths",
        *(f"{name:25} {rate:8,.1f} pages a CPU second" for name, rate in rates.items()),
    ]
    ratio = median(other / one for other, one in zip(theirs, ours, strict=True))
    figures = {"pages": len(pages), "claims": len(mine), "pages_per_second": rates}
    goal = Goal(what="ratio", value=ratio, target=8, unit="x")
    return Outcome(benchmark="archive", lines=tuple(lines), figures=figures, goals=(goal,))


def read_with_filter(page: Page) -> list[Statement]:
    """Our path: relevance, then main text and metadata, then claims."""
    article = read_page(page, load_watchlist())
    return _claims(article) if isinstance(article, Article) else []


def read_every_page(page: Page) -> list[Statement]:
    """The other path: the main text of every page by trafilatura; metadata and claims where it names somebody."""
    _, html = html_to_unicode(page.content_type, page.body)
    body = trafilatura.extract(html, include_comments=False, include_tables=True)
    if body is None or not is_relevant(body, load_watchlist()):
        return []
    tree = parse_html(html)
    if tree is None:
        return []
    metadata = read_metadata(tree, page.url)
    title = metadata.title or ""
    text = body if body.startswith(title) else f"{title}\n{body}"
    told = Page(
        url=metadata.canonical or page.url, content_type="text/plain", body=text.encode(), title=title,
        publisher=metadata.publisher, published_at=metadata.published_at,
    )  # fmt: skip
    article = read_page(told, load_watchlist())
    return _claims(article) if isinstance(article, Article) else []


def _claims(article: Article) -> list[Statement]:
    return [state(claim) for claim in read_article(article, load_watchlist()).claims]


def _read(pages: Sequence[Page], read: Reader) -> tuple[list[Statement], float]:
    """What a path says of all pages, and the CPU seconds that it took."""
    started = time.process_time()
    said = [one for page in pages for one in read(page)]
    return said, time.process_time() - started


def _compare(mine: Sequence[Statement], other: Sequence[Statement]) -> None:
    """Raises DifferentClaimsError at the first claim that is not the same; where it stands in the text may differ."""
    for one, twin in zip_longest(mine, other):
        if one is None or twin is None or replace(one, start=0, end=0) != replace(twin, start=0, end=0):
            raise DifferentClaimsError(f"the paths disagree: ours says {one}; trafilatura on every page gives {twin}")
