"""What one crawl is asked to do: the message from the process that plans to the process that crawls."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    model_validator,
)

from spiders.sources import Source, SourceId

DEFAULT_SECONDS = 900.0
DEFAULT_MAX_PAGES = 1000
DEFAULT_MAX_RECHECKS = 200
DEFAULT_HOST_REQUESTS = 3000
DEFAULT_BYTES = 256 << 20
# A server is given this many seconds for an answer, and never more.
LONGEST_PATIENCE = 30.0


class Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Newsroom(Message):
    """The sample newsroom: a loopback `address` (http://127.0.0.1:PORT) that answers as a proxy for `hosts`.

    It is the one exception to "public addresses only", so it is drawn tightly: the address must be
    loopback, every host must end in `.example` (a name nobody can own), and a crawl given a newsroom
    reaches nothing else.
    """

    address: str
    hosts: frozenset[str] = Field(min_length=1)

    @model_validator(mode="after")
    def check_loopback(self) -> Self:
        parts = urlsplit(self.address)
        if parts.scheme != "http" or not parts.port or parts.path not in {"", "/"}:
            raise ValueError("the newsroom's address must read http://127.0.0.1:PORT")
        if not ip_address(parts.hostname or "").is_loopback:
            raise ValueError("the newsroom must be served on loopback")
        if foreign := sorted(host for host in self.hosts if not host.endswith(".example")):
            raise ValueError(f"{foreign[0]} does not end in .example")
        return self

    @property
    def endpoint(self) -> tuple[str, int]:
        """Host and port, the only pair that a newsroom crawl ever connects to."""
        parts = urlsplit(self.address)
        if parts.hostname is None or parts.port is None:
            raise ValueError("the newsroom's address must read http://127.0.0.1:PORT")
        return parts.hostname, parts.port


class Validator(Message):
    """What is known of an address from an earlier crawl, so that an unchanged page costs nothing.

    `payload_digest` is that of the archived record (`sha1:…`): where a server offers neither tag nor date,
    an equal digest says "unchanged". `newest_item_at` is for feeds: only an entry that has it lets a feed
    be asked conditionally, and only a crawl that got through all of the feed's items, so many as `listed`, hands
    one out. `archived_at` is the date of the record that holds the whole page, to which later revisits refer;
    `first_seen_at` and `checked_at` are when the address was asked for the first and for the last time; `leads_to`
    is the address that answers for it where it redirects. A page that `is_elsewhere` is one that another source's
    crawl looks after: a finder, which tells of other outlets' pages, leaves it alone.
    """

    etag: str | None = None
    last_modified: str | None = None
    payload_digest: str | None = None
    newest_item_at: AwareDatetime | None = None
    listed: int | None = None
    archived_at: AwareDatetime | None = None
    first_seen_at: AwareDatetime | None = None
    checked_at: AwareDatetime | None = None
    leads_to: str | None = None
    is_elsewhere: bool = False


class CrawlJob(Message):
    """One crawl: of a `source` through its discovery addresses, or of the named `urls`; never both.

    `source_id` names the archive files. `terms` are the words that a source with fetch = "matching" is sifted
    by. `known_file` is JSON, address -> Validator. `seconds` bounds the crawl, `max_pages` the articles asked
    for, `max_rechecks` the known ones among them that no listing offered, `host_requests` what any one host is asked
    for, `max_bytes` what all of them send; `patience` (seconds) is how long one answer may take. A `probe` reads
    the listings and asks for no article. `article_sites` are the registrable domains that articles may come
    from, for a source that finds other outlets' pages; by default those of the source itself.
    `now` stands in for the clock when health is judged, for a newsroom whose news is of a fixed season.
    """

    source_id: SourceId
    source: Source | None = None
    urls: tuple[str, ...] = ()
    archive_dir: Path
    terms: tuple[str, ...] = ()
    known_file: Path | None = None
    contact: str | None = None
    newsroom: Newsroom | None = None
    seconds: Annotated[float, Field(gt=0)] = DEFAULT_SECONDS
    max_pages: Annotated[int, Field(gt=0)] = DEFAULT_MAX_PAGES
    max_rechecks: Annotated[int, Field(ge=0)] = DEFAULT_MAX_RECHECKS
    host_requests: Annotated[int, Field(gt=0)] = DEFAULT_HOST_REQUESTS
    max_bytes: Annotated[int, Field(gt=0)] = DEFAULT_BYTES
    patience: Annotated[float, Field(gt=0, le=LONGEST_PATIENCE)] = LONGEST_PATIENCE
    probe: bool = False
    article_sites: frozenset[str] | None = None
    now: AwareDatetime | None = None

    @model_validator(mode="after")
    def check_task(self) -> Self:
        if (self.source is None) == (not self.urls):
            raise ValueError("a crawl is of one source or of named addresses")
        if self.source is not None and self.source.id != self.source_id:
            raise ValueError("source_id must be the id of the source")
        if self.probe and self.source is None:
            raise ValueError("only a source can be probed")
        if self.source is not None and self.source.fetch == "matching" and not self.terms:
            raise ValueError('a source with fetch = "matching" needs terms, or nothing of it would be fetched')
        return self
