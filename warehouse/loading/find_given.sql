-- One row per article version of the batch: when it was first and last fetched there.
CREATE OR REPLACE TEMP TABLE given AS
SELECT
    article_id, text_sha256,
    min(fetched_at) AS fetched_at,
    max(fetched_at) AS last_fetched_at,
    count(*) AS fetches
FROM incoming_articles
GROUP BY article_id, text_sha256
