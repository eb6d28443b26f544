-- One row per article version in force that has no sketch of today's method.
SELECT article_id, text_sha256
FROM raw.articles AS articles
ANTI JOIN (SELECT * FROM raw.sketches WHERE method = $method) AS sketches USING (article_id, text_sha256)
WHERE superseded_at IS NULL
ORDER BY article_id, text_sha256
