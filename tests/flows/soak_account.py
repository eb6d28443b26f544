"""What must add up once a soak is over: every record of the archive, every page of a run, every address of a crawl."""

from collections import Counter

from warcio.archiveiterator import ArchiveIterator

from warehouse.reads import open_release
from warehouse.writer import open_writer

PAGES = {"response", "resource", "revisit"}
# Each query gives the rows that break a rule.
RULES = {
    "a run is over": "SELECT run_id, outcome FROM raw.runs WHERE outcome = 'running'",
    "a run read what it gave or rejected, killed or not": """
        WITH told AS (
            SELECT
                run_id,
                sum(in_count) AS went_in,
                sum(out_count + coalesce(list_sum(CAST(json_extract(rejected, '$.*') AS BIGINT[])), 0)) AS came_out
            FROM raw.run_stages WHERE stage IN ('read', 'recover') GROUP BY run_id
        ), kept AS (SELECT run_id, count(*) AS pages FROM raw.pages GROUP BY run_id)
        SELECT run_id, went_in, came_out, pages FROM told FULL JOIN kept USING (run_id)
        WHERE (coalesce(went_in, 0), coalesce(came_out, 0)) <> (coalesce(pages, 0), coalesce(pages, 0))
    """,
    "a file has as many rows as it has records": """
        SELECT file, records, pages
        FROM raw.archive_files
        FULL JOIN (SELECT warc_file AS file, count(*) AS pages FROM raw.pages GROUP BY warc_file) USING (file)
        WHERE records IS DISTINCT FROM coalesce(pages, 0) OR fault IS NOT NULL
    """,
    "a crawl settled every address that it was offered": """
        SELECT run_id, source_id, discovered, pages, not_modified, skipped, gone, rejected
        FROM raw.source_health
        WHERE ended <> 'died' AND discovered <> pages + not_modified + skipped + gone
            + coalesce(list_sum(CAST(json_extract(rejected, '$.*') AS BIGINT[])), 0)
    """,
}


def find_gaps(data, rule):
    """The rows of the working file that break a rule, some of them if they are many."""
    with open_writer(data) as connection:
        return connection.execute(RULES[rule]).fetchmany(20)


def count_archive(data):
    """The records of pages in each file by another library than ours, which checks every digest on its way."""
    counted = Counter()
    for path in (data / "archive").iterdir():
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.content_stream().read()
                counted[path.name] += record.rec_type in PAGES
    return +counted


def count_pages(data):
    """The rows of raw.pages by file."""
    with open_release(data) as release:
        return Counter(dict(release.query("SELECT warc_file, count(*) FROM raw.pages GROUP BY 1", 99_999).rows()))


def read_facts(data):
    """The facts, without when they were first and last seen: that is another day in each folder."""
    with open_release(data) as release:
        return release.facts().drop("first_seen_at", "last_seen_at")
