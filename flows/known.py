"""What the warehouse's index of the archive knows of each source's addresses, for the next crawl of it."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from duckdb import DuckDBPyConnection

from spiders.job import Validator

Pages = Mapping[str, Validator]

# Tags are those of the last answer (a 304 may leave out what has not changed), the digest that of the last full
# record, to which revisits refer. Instants are for articles alone: only those are looked at again by schedule. So
# are tags: whether a listing may be asked conditionally, only the crawl knows that dealt with all that it listed.
# A clock that once ran ahead must not have the last word for years: what is dated after now comes first, and within
# a file the order of writing counts. An address leads on only if it has not answered for itself since.
_KNOWN = """
WITH files AS (
    SELECT warc_file, min(fetched_at) AS begun_at FROM raw.pages GROUP BY warc_file
), rows AS (
    SELECT
        *,
        fetched_at <= $now AS is_dated,
        row_number() OVER (ORDER BY fetched_at <= $now, begun_at, warc_file, warc_offset) AS place
    FROM raw.pages
    JOIN files USING (warc_file)
    WHERE source_id IS NOT NULL AND record <> 'resource'
), answers AS (
    SELECT
        source_id,
        url,
        last(etag ORDER BY place) FILTER (role = 'article' AND (status <> 304 OR etag IS NOT NULL)) AS etag,
        last(last_modified ORDER BY place)
            FILTER (role = 'article' AND (status <> 304 OR last_modified IS NOT NULL)) AS last_modified,
        last(payload_digest ORDER BY place) FILTER (record = 'response') AS payload_digest,
        last(fetched_at ORDER BY place) FILTER (record = 'response') AS archived_at,
        min(fetched_at) FILTER (role = 'article' AND is_dated) AS first_seen_at,
        max(fetched_at) FILTER (role = 'article' AND is_dated) AS checked_at,
        max(place) AS answered_at
    FROM rows
    GROUP BY source_id, url
), asked AS (
    SELECT source_id, asked_url AS url, arg_max(url, place) AS leads_to, max(place) AS led_at
    FROM rows
    WHERE role = 'article' AND asked_url <> url
    GROUP BY source_id, asked_url
)
SELECT * EXCLUDE (answered_at, leads_to, led_at), if(led_at > coalesce(answered_at, 0), leads_to, NULL) AS leads_to
FROM answers
FULL JOIN asked USING (source_id, url)
ORDER BY source_id, url
"""


def known_pages(connection: DuckDBPyConnection, now: datetime | None = None) -> dict[str, dict[str, Validator]]:
    """Source id -> address -> what its archived answers add up to; feeds and robots.txt are among the addresses.

    An address that led on to a page is known as well, as one that was looked at whenever the page was. Instants
    after `now`, by default the time it is, are not believed.
    """
    known: dict[str, dict[str, Validator]] = {}
    answer = connection.execute(_KNOWN, {"now": now or datetime.now(UTC)})
    names = [column[0] for column in answer.description[2:]]
    for source_id, url, *fields in answer.fetchall():
        known.setdefault(source_id, {})[url] = Validator(**dict(zip(names, fields, strict=True)))
    for pages in known.values():
        for url in [url for url, page in pages.items() if page.leads_to]:
            pages[url] = _follow(pages, url)
    return known


def _follow(pages: Pages, url: str) -> Validator:
    """What is known of an address that leads on: where to, and when the page there was looked at."""
    place = pages[url].leads_to
    page = pages[place or url]
    return Validator(first_seen_at=page.first_seen_at, checked_at=page.checked_at, leads_to=place)


class KnownPages:
    """What is known of all sources' pages, growing as the crawls of a run end; for the threads of one process.

    `outlets` are the sources that look after pages of their own, switched on; `pages` is what `known_pages` gives.
    """

    def __init__(self, pages: Mapping[str, Pages], outlets: Collection[str]) -> None:
        self._pages = pages
        self._outlets = frozenset(outlets)
        self._asked: dict[str, tuple[str, ...]] = {}

    def learn(self, source_id: str, asked: tuple[str, ...]) -> None:
        """Note which articles the crawl of a source has asked for."""
        self._asked[source_id] = asked

    def of(self, source_id: str) -> Pages:
        """What the crawl of a source is told: its own pages, and for a finder that outlets look after all others."""
        own = self._pages.get(source_id, {})
        if source_id in self._outlets:
            return own
        theirs = self._of_outlets()
        led = {url for url, page in own.items() if page.leads_to in theirs}
        return {**own, **{url: own[url].model_copy(update={"is_elsewhere": True}) for url in led}, **theirs}

    def _of_outlets(self) -> dict[str, Validator]:
        theirs = {url: Validator(is_elsewhere=True) for name in self._outlets for url in self._asked.get(name, ())}
        for name in sorted(self._outlets):
            for url, page in self._pages.get(name, {}).items():
                if page.first_seen_at is not None or page.leads_to is not None:
                    theirs[url] = page.model_copy(update={"is_elsewhere": True})
        return theirs
