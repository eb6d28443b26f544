-- One row per article version and app that it names: how often.
CREATE TABLE IF NOT EXISTS raw.mentions (
    article_id VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    app VARCHAR NOT NULL,
    mentions BIGINT NOT NULL
);
