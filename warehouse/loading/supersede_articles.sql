-- Of the versions of an article the one fetched last is in force. Of one fetch read twice (better rules gave another
-- text) it is the later reading.
UPDATE raw.articles AS kept SET superseded_at = $at
FROM (
    SELECT
        rowid AS row_id,
        row_number() OVER (
            PARTITION BY article_id ORDER BY last_fetched_at DESC, first_seen_at DESC, text_sha256 DESC
        ) AS age
    FROM raw.articles
    SEMI JOIN new_articles USING (article_id)
    WHERE superseded_at IS NULL
) AS versions
WHERE kept.rowid = versions.row_id AND versions.age > 1
