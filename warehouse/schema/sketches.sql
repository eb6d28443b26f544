-- One row per article version whose text was sketched, so that copies of it are found without reading it again.
CREATE TABLE IF NOT EXISTS raw.sketches (
    article_id VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    bands UINTEGER[] NOT NULL
);
