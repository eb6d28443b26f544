-- One row per claim in force that its article version, read again, no longer makes in these words.
CREATE OR REPLACE TEMP TABLE lost_claims AS
SELECT * EXCLUDE (rules_version, first_seen_at, superseded_at, is_current)
FROM kept_claims
WHERE superseded_at IS NULL
EXCEPT
SELECT * FROM incoming_claims
