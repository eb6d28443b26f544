-- One row per fetch of an article version whose fetches differ in what they tell of it: so that their order is of no
-- matter.
CREATE TABLE IF NOT EXISTS raw.tellings (
    article_id VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    published_at TIMESTAMPTZ,
    publisher VARCHAR,
    title VARCHAR,
    byline VARCHAR
);
