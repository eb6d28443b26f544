-- From version 1: pages say what they were asked for as and in what kind of record they stand; health has counts.
-- Feeds, robots.txt and what did not change were not indexed before, so of earlier crawls they stay unlisted.
CREATE TABLE raw.pages_2 (
    warc_file VARCHAR NOT NULL,
    warc_offset BIGINT NOT NULL,
    url VARCHAR NOT NULL,
    source_id VARCHAR,
    role VARCHAR NOT NULL CHECK (role IN ('article', 'discovery', 'robots', 'by-hand')),
    record VARCHAR NOT NULL CHECK (record IN ('response', 'resource', 'revisit')),
    fetched_at TIMESTAMPTZ NOT NULL,
    status INTEGER,
    content_type VARCHAR,
    payload_digest VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    outcome VARCHAR NOT NULL CHECK (outcome IN (
        'article', 'irrelevant', 'no_text', 'not_a_page', 'unreadable', 'unchanged', 'gone', 'discovery', 'robots'
    )),
    article_id VARCHAR
);
INSERT INTO raw.pages_2 BY NAME
SELECT
    * REPLACE (if(outcome = 'not_a_page' AND status IN (404, 410), 'gone', outcome) AS outcome),
    if(status IS NULL, 'by-hand', 'article') AS role,
    if(status IS NULL, 'resource', 'response') AS record
FROM raw.pages;
DROP TABLE raw.pages;
ALTER TABLE raw.pages_2 RENAME TO pages;
ALTER TABLE raw.source_health ADD COLUMN listed BIGINT;
ALTER TABLE raw.source_health ADD COLUMN expected BIGINT;
ALTER TABLE raw.source_health ADD COLUMN new_pages BIGINT;
UPDATE raw.schema_version SET version = 2;
