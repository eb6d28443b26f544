-- One row per archived response that was read, and what became of it.
CREATE TABLE IF NOT EXISTS raw.pages (
    warc_file VARCHAR NOT NULL,
    warc_offset BIGINT NOT NULL,
    url VARCHAR NOT NULL,
    source_id VARCHAR,
    fetched_at TIMESTAMPTZ NOT NULL,
    status INTEGER,
    content_type VARCHAR,
    payload_digest VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    outcome VARCHAR NOT NULL
        CHECK (outcome IN ('article', 'irrelevant', 'no_text', 'not_a_page', 'unreadable')),
    article_id VARCHAR
);
