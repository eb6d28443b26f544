-- One row per article version that was read before, or is fetched more than once in the batch: its newest row.
CREATE OR REPLACE TEMP TABLE retold AS
WITH wanted AS (
    SELECT given.article_id, given.text_sha256, fresh.article_id IS NULL AS is_known
    FROM given
    LEFT JOIN fresh USING (article_id, text_sha256)
    WHERE fresh.article_id IS NULL OR given.fetches > 1
)
SELECT
    row_id, article_id, text_sha256, first_seen_at, superseded_at, is_known
FROM (
    SELECT rowid AS row_id, article_id, text_sha256, first_seen_at, superseded_at
    FROM raw.articles
    WHERE article_id IN (SELECT article_id FROM wanted)
)
JOIN wanted USING (article_id, text_sha256)
QUALIFY row_number() OVER (
    PARTITION BY article_id, text_sha256 ORDER BY superseded_at DESC NULLS FIRST, first_seen_at DESC, row_id DESC
) = 1
