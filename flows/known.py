"""What the warehouse's index of the archive knows of each source's addresses, for the next crawl of it."""

from duckdb import DuckDBPyConnection

from spiders.job import Validator

# Tags are those of the last answer (a 304 may leave out what has not changed), the digest that of the last full
# record, to which revisits refer. Instants are for articles alone: only those are looked at again by schedule. So
# are tags: whether a listing may be asked conditionally, only the crawl knows that dealt with all that it listed.
_KNOWN = """
WITH rows AS (
    SELECT *, row_number() OVER (ORDER BY fetched_at, warc_file, warc_offset) AS place
    FROM raw.pages
    WHERE source_id IS NOT NULL AND record <> 'resource'
)
SELECT
    source_id,
    url,
    last(etag ORDER BY place) FILTER (role = 'article' AND (status <> 304 OR etag IS NOT NULL)) AS etag,
    last(last_modified ORDER BY place)
        FILTER (role = 'article' AND (status <> 304 OR last_modified IS NOT NULL)) AS last_modified,
    last(payload_digest ORDER BY place) FILTER (record = 'response') AS payload_digest,
    last(fetched_at ORDER BY place) FILTER (record = 'response') AS archived_at,
    min(fetched_at) FILTER (role = 'article') AS first_seen_at,
    max(fetched_at) FILTER (role = 'article') AS checked_at
FROM rows
GROUP BY source_id, url
ORDER BY source_id, url
"""


def known_pages(connection: DuckDBPyConnection) -> dict[str, dict[str, Validator]]:
    """Source id -> address -> what its archived answers add up to; feeds and robots.txt are among the addresses."""
    known: dict[str, dict[str, Validator]] = {}
    for source_id, url, etag, last_modified, digest, archived_at, first_seen_at, checked_at in connection.execute(
        _KNOWN
    ).fetchall():
        known.setdefault(source_id, {})[url] = Validator(
            etag=etag,
            last_modified=last_modified,
            payload_digest=digest,
            archived_at=archived_at,
            first_seen_at=first_seen_at,
            checked_at=checked_at,
        )
    return known
