-- One row per figure that was read in an article version and is no claim, with the reason.
CREATE TABLE IF NOT EXISTS raw.rejected_figures (
    article_id VARCHAR NOT NULL,
    number_start BIGINT NOT NULL,
    number_end BIGINT NOT NULL,
    figure VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    reason VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL
);
