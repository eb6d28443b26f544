-- One row per article in force: its version, without the text.
SELECT
    article_id, text_sha256, url, publisher, title, lang, published_at, source_id, tier, fetched_at, last_fetched_at,
    coalesce(published_at, fetched_at) AS told_at,
    staging.told_by(told_at) AS told_by
FROM raw.articles
WHERE superseded_at IS NULL
