-- One row per row of raw.articles that is of an article of the batch: only keys are read, no text.
CREATE OR REPLACE TEMP TABLE kept AS
SELECT rowid AS row_id, article_id, text_sha256, first_seen_at, superseded_at
FROM raw.articles
WHERE article_id IN (SELECT article_id FROM given)
