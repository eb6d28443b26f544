-- The new claims go in; those of a version that is not in force are superseded from the start.
INSERT INTO raw.claims BY NAME
SELECT
    new_claims.*,
    $rules_version AS rules_version,
    CAST($at AS TIMESTAMPTZ) AS first_seen_at,
    CASE WHEN NOT versions.is_current THEN CAST($at AS TIMESTAMPTZ) END AS superseded_at
FROM new_claims
JOIN read_versions AS versions USING (article_id, text_sha256)
