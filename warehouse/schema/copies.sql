-- One row per pair of article versions that tell one story in the same words, or one in the other's language.
CREATE TABLE IF NOT EXISTS raw.copies (
    article_id VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    other_article_id VARCHAR NOT NULL,
    other_text_sha256 VARCHAR NOT NULL,
    jaccard DOUBLE NOT NULL,
    contained DOUBLE NOT NULL,
    how VARCHAR NOT NULL CHECK (how IN ('text', 'translation')),
    method VARCHAR NOT NULL
);
