"""Makes the WARC files of the backfill's benchmark: much that is irrelevant, 1 page in 100 that is relevant."""

import random
from itertools import cycle, islice
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders

from benchmarks import webpages
from extraction.pages import Page
from spiders.records import build, pack

RELEVANT_EVERY = 100
POOL = 8  # lots of pages, each with the 99 that are irrelevant; written over and over, for a page costs 1.5 ms to make


def make_files(folder: Path, files: int, pages: int) -> list[Path]:
    """So many WARC files of so many pages; relevant pages have addresses and figures of their own."""
    made = webpages.make_archive(POOL * RELEVANT_EVERY)
    dull = [_pack(page) for number, page in enumerate(made) if number % webpages.RELEVANT_EVERY]
    relevant = cycle([page for number, page in enumerate(made) if number % webpages.RELEVANT_EVERY == 0])
    chance = random.Random(1)  # noqa: S311 - the same files on every run
    paths = []
    for number in range(files):
        path = folder / f"{number:03}.warc.gz"
        unique = islice(relevant, pages // RELEVANT_EVERY)
        with path.open("wb") as out:
            for place, page in enumerate(unique):
                out.write(_pack(page, f"https://post.example/{number}/{place}"))
                out.write(b"".join(chance.choices(dull, k=RELEVANT_EVERY - 1)))
        paths.append(path)
    return paths


def _pack(page: Page, url: str | None = None) -> bytes:
    head = StatusAndHeaders("200 OK", [("Content-Type", page.content_type or "text/html")], protocol="HTTP/1.1")
    return pack([build(url or page.url or "https://post.example/", "response", page.body, {}, head)])
