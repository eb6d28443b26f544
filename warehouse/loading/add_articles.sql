-- The versions that nobody has read before go in as first fetched, in force for now.
INSERT INTO raw.articles BY NAME
SELECT incoming_articles.*, fresh.last_fetched_at, CAST($at AS TIMESTAMPTZ) AS first_seen_at
FROM incoming_articles
JOIN fresh USING (article_id, text_sha256, fetched_at)
