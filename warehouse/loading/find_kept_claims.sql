-- One row per claim kept of a version that is read again; the keys are looked through first, then only what is found.
CREATE OR REPLACE TEMP TABLE kept_claims AS
SELECT claims.*, reread.is_current
FROM raw.claims AS claims
JOIN reread USING (article_id, text_sha256)
