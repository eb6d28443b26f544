-- One row per known article version whose claims the batch reads again, and whether it is in force.
CREATE OR REPLACE TEMP TABLE reread AS
SELECT told.article_id, told.text_sha256, bool_or(versions.superseded_at IS NULL) AS is_current
FROM told
JOIN retold USING (article_id, text_sha256)
JOIN (
    SELECT article_id, text_sha256, superseded_at, first_seen_at
    FROM raw.articles
    WHERE article_id IN (SELECT article_id FROM retold)
) AS versions USING (article_id, text_sha256)
WHERE retold.is_known
    AND (told.is_read_here OR (versions.superseded_at IS NULL AND versions.first_seen_at = CAST($at AS TIMESTAMPTZ)))
GROUP BY told.article_id, told.text_sha256
