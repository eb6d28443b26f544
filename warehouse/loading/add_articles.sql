-- The new versions go in, in force for now.
INSERT INTO raw.articles BY NAME
SELECT *, fetched_at AS last_fetched_at, CAST($at AS TIMESTAMPTZ) AS first_seen_at FROM new_articles
