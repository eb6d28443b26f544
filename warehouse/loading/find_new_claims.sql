-- One row per claim of the batch, of a version read again, that is not known yet. The claims of a version that is not
-- in force are kept too, once.
CREATE OR REPLACE TEMP TABLE new_claims AS
SELECT * FROM incoming_claims SEMI JOIN reread USING (article_id, text_sha256)
EXCEPT
SELECT * EXCLUDE (rules_version, first_seen_at, superseded_at, is_current)
FROM kept_claims
WHERE superseded_at IS NULL OR NOT is_current
