-- One row per version of an article; a version that another one replaced stays, with the moment it was replaced.
CREATE TABLE IF NOT EXISTS raw.articles (
    article_id VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    url VARCHAR,
    publisher VARCHAR,
    title VARCHAR,
    byline VARCHAR,
    lang VARCHAR NOT NULL,
    published_at TIMESTAMPTZ,
    text VARCHAR NOT NULL,
    source_id VARCHAR,
    tier VARCHAR,
    fetched_at TIMESTAMPTZ NOT NULL,
    last_fetched_at TIMESTAMPTZ NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    superseded_at TIMESTAMPTZ,
    warc_file VARCHAR,
    warc_offset BIGINT,
    payload_digest VARCHAR
);
