"""What one crawl says about itself at its end, for the process that started it to judge and keep."""

from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime

from spiders.job import Message, Validator


class Health(StrEnum):
    """One word on a source, from best to worst, judged on what it delivers."""

    OK = "ok"
    MOVED = "moved"
    STALE = "stale"
    EMPTY = "empty"
    NOT_A_FEED = "not-a-feed"
    BLOCKED = "blocked"
    FAILING = "failing"


Ending = Literal["finished", "time_up", "terminated"]


class WayReport(Message):
    """How one way of discovery did: its address, its own word, what it listed, and what to know of it.

    `listed` are items, None where nobody knows: the listing is unchanged, and was read when they were not yet counted.
    """

    url: str
    health: Health
    listed: int | None
    newest_item_at: AwareDatetime | None
    note: str


class CrawlReport(Message):
    """The numbers of one crawl.

    `discovered` counts the distinct article addresses that discovery offered; each of them ends as a page,
    not modified, skipped by the prefilter, refused (by us, by reason) or in error (by reason), unless the
    crawl ended early. `refused` and `errors` count feeds and redirects too. `warc_files` are names inside
    the archive folder, `bytes` is what was received. `discovery_validators` are the feeds' entries in the
    known file of the next crawl, all of them: a feed that is not among them is to be read anew. `listed` counts
    the items of all listings (None where those of one are not known), `new_pages` the articles that were never
    archived before, `gone` those that were known and answered 404 or 410, or led to a front page for good, `revisits`
    the records that say "unchanged". `asked` are the article addresses that were asked for, and those that they led
    to, whatever came of it.
    """

    source_id: str
    started_at: AwareDatetime
    finished_at: AwareDatetime
    ended: Ending
    warc_files: tuple[str, ...]
    pages: int
    not_modified: int
    discovered: int
    skipped_by_prefilter: int
    refused: dict[str, int]
    errors: dict[str, int]
    newest_item_at: AwareDatetime | None
    bytes: int
    health: Health
    message: str
    discovery_validators: dict[str, Validator]
    ways: tuple[WayReport, ...] = ()
    listed: int | None = 0
    new_pages: int = 0
    gone: int = 0
    revisits: int = 0
    asked: tuple[str, ...] = ()
