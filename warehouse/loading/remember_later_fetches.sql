-- A version that is fetched again unchanged stays one row; the later fetch decides which version is in force.
UPDATE raw.articles AS kept SET last_fetched_at = later.fetched_at
FROM (
    SELECT article_id, text_sha256, max(fetched_at) AS fetched_at FROM incoming_articles GROUP BY ALL
) AS later
WHERE kept.article_id = later.article_id AND kept.text_sha256 = later.text_sha256
    AND kept.superseded_at IS NULL AND kept.last_fetched_at < later.fetched_at
