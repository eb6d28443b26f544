-- One row per current article: the story it tells and the outlet that told it first.
-- Two articles are one story if their texts are the same but for blanks and punctuation (syndicated copies).
WITH texts AS (
    SELECT
        article_id,
        text_sha256,
        md5(regexp_replace(lower(text), '[^\p{L}\p{N}]+', '', 'g')) AS story_id,
        coalesce(publisher, regexp_extract(url, '^\w+://([^/:]+)', 1), article_id) AS outlet,
        coalesce(published_at, fetched_at) AS told_at
    FROM raw.articles
    WHERE superseded_at IS NULL
)
SELECT
    article_id,
    text_sha256,
    story_id,
    outlet,
    told_at,
    first_value(outlet) OVER (PARTITION BY story_id ORDER BY told_at, article_id) AS lead_outlet,
    first_value(article_id) OVER (PARTITION BY story_id ORDER BY told_at, article_id) AS lead_article_id,
    count(*) OVER (PARTITION BY story_id) AS copies
FROM texts
