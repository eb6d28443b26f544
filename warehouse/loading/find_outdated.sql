-- One row per row of raw.articles that is no longer in force: of the versions of an article the one fetched last is. Of
-- one fetch read twice (better rules gave another text) it is the later reading.
CREATE OR REPLACE TEMP TABLE outdated AS
WITH contested AS (
    SELECT article_id FROM kept
    UNION
    SELECT article_id FROM given GROUP BY article_id HAVING count(*) > 1
)
SELECT rowid AS row_id, article_id, text_sha256
FROM raw.articles
WHERE superseded_at IS NULL AND article_id IN (SELECT article_id FROM contested)
QUALIFY row_number() OVER (
    PARTITION BY article_id ORDER BY last_fetched_at DESC, first_seen_at DESC, text_sha256 DESC
) > 1
