-- One row per archived record that was read: what it was asked for as, and what became of it.
CREATE TABLE IF NOT EXISTS raw.pages (
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
    article_id VARCHAR,
    asked_url VARCHAR,
    run_id VARCHAR
);
