-- Nor are their claims.
UPDATE raw.claims SET superseded_at = $at
WHERE superseded_at IS NULL AND article_id IN (SELECT unnest(CAST($gone AS VARCHAR[])))
