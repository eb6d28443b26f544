"""What one crawl says about itself at its end, for the process that started it to judge and keep."""

from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, Field

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
NOT_ASKED = "not asked: the crawl ended first"


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

    `discovered` counts the distinct article addresses that discovery offered or that were due for another look; each
    of them is one of `pages`, `not_modified`, `skipped_by_prefilter`, `gone` or `rejected` (by reason; NOT_ASKED are
    those that an early end left). `refused` (by us) and `errors` (out there) count feeds and redirects too.
    `warc_files` are names inside the archive folder, `bytes` is what was received. `discovery_validators` are the
    feeds' entries in the known file of the next crawl, all of them: a feed that is not among them is to be read anew.
    `listed` counts the items of all listings (None where those of one are not known), `new_pages` the articles that
    were never archived before, `gone` those that were known and answered 404 or 410, or led to a front page for good,
    `revisits` the records that say "unchanged", `records` all that were archived. `asked` are the article addresses
    that were asked for, and those that they led to, whatever came of it.
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
    records: int = 0
    rejected: dict[str, int] = Field(default_factory=dict)
    asked: tuple[str, ...] = ()
