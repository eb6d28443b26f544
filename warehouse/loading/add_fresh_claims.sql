-- The claims of versions that nobody has read before go straight in; those of a version that is not in force are
-- superseded from the start.
INSERT INTO raw.claims BY NAME
SELECT
    claims.*,
    $rules_version AS rules_version,
    CAST($at AS TIMESTAMPTZ) AS first_seen_at,
    CASE WHEN outdated.article_id IS NOT NULL THEN CAST($at AS TIMESTAMPTZ) END AS superseded_at
FROM incoming_claims AS claims
SEMI JOIN fresh USING (article_id, text_sha256)
LEFT JOIN outdated USING (article_id, text_sha256)
