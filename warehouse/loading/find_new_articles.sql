-- One row per article version of the batch that is not known yet, or comes back after another one.
CREATE OR REPLACE TEMP TABLE new_articles AS
SELECT given.*
FROM (
    SELECT * FROM incoming_articles
    QUALIFY row_number() OVER (
        PARTITION BY article_id, text_sha256 ORDER BY fetched_at DESC, warc_file DESC, warc_offset DESC
    ) = 1
) AS given
ANTI JOIN raw.articles AS kept
    ON given.article_id = kept.article_id AND given.text_sha256 = kept.text_sha256
    AND (kept.superseded_at IS NULL OR kept.last_fetched_at >= given.fetched_at)
