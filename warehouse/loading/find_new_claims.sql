-- One row per claim of the batch that is not known yet. The claims of a version that is not in force are kept too,
-- once.
CREATE OR REPLACE TEMP TABLE new_claims AS
SELECT * FROM incoming_claims
EXCEPT
SELECT kept.* EXCLUDE (rules_version, first_seen_at, superseded_at)
FROM raw.claims AS kept
JOIN read_versions AS versions USING (article_id, text_sha256)
WHERE kept.superseded_at IS NULL OR NOT versions.is_current
