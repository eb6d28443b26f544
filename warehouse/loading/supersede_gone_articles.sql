-- Articles whose pages, read again, are none are no longer in force.
UPDATE raw.articles SET superseded_at = $at
WHERE superseded_at IS NULL AND article_id IN (SELECT unnest(CAST($gone AS VARCHAR[])))
