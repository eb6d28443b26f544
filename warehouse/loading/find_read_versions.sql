-- One row per article version of the batch, and whether it is in force.
CREATE OR REPLACE TEMP TABLE read_versions AS
SELECT given.article_id, given.text_sha256, count(kept.article_id) > 0 AS is_current
FROM incoming_articles AS given
LEFT JOIN raw.articles AS kept
    ON given.article_id = kept.article_id AND given.text_sha256 = kept.text_sha256
    AND kept.superseded_at IS NULL
GROUP BY ALL
