-- The new claims of versions read again go in; those of a version that is not in force are superseded from the start.
INSERT INTO raw.claims BY NAME
SELECT
    new_claims.*,
    $rules_version AS rules_version,
    CAST($at AS TIMESTAMPTZ) AS first_seen_at,
    CASE WHEN NOT reread.is_current THEN CAST($at AS TIMESTAMPTZ) END AS superseded_at
FROM new_claims
JOIN reread USING (article_id, text_sha256)
