-- One row per fetch of a retold version: what it tells. Without rows of raw.tellings all fetches told what the row of
-- the article tells. Of one fetch that is read twice the later reading counts.
CREATE OR REPLACE TEMP TABLE tellings AS
WITH rows_now AS (
    SELECT article_id, text_sha256, fetched_at, last_fetched_at, published_at, publisher, title, byline
    FROM raw.articles
    WHERE rowid IN (SELECT row_id FROM retold)
),
told AS (
    SELECT * FROM raw.tellings SEMI JOIN retold USING (article_id, text_sha256)
),
before AS (
    SELECT * FROM told
    UNION ALL BY NAME
    SELECT * EXCLUDE (last_fetched_at) FROM rows_now ANTI JOIN told USING (article_id, text_sha256)
    UNION BY NAME
    SELECT * EXCLUDE (fetched_at) RENAME (last_fetched_at AS fetched_at)
    FROM rows_now ANTI JOIN told USING (article_id, text_sha256)
),
incoming AS (
    SELECT article_id, text_sha256, fetched_at, published_at, publisher, title, byline
    FROM incoming_articles
    SEMI JOIN retold USING (article_id, text_sha256)
)
SELECT *, true AS is_given FROM incoming
UNION ALL BY NAME
SELECT *, false AS is_given FROM before ANTI JOIN incoming USING (article_id, text_sha256, fetched_at)
