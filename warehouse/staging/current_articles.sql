-- One row per article in force: its version, without the text.
-- A date without a time is midnight in Shanghai: it may have been told at any hour of that day, so at its end.
SELECT
    article_id, text_sha256, url, publisher, lang, published_at, source_id, tier, fetched_at, last_fetched_at,
    coalesce(published_at, fetched_at) AS told_at,
    CASE
        WHEN date_trunc('day', timezone('Asia/Shanghai', told_at)) = timezone('Asia/Shanghai', told_at)
            THEN told_at + INTERVAL 86399 SECOND
        ELSE told_at
    END AS told_by
FROM raw.articles
WHERE superseded_at IS NULL
