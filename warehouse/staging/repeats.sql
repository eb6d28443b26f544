-- One row per current claim that repeats a tracker's count without naming it: the voice it counts for.
-- Nobody who counts for himself comes to the same number to three digits.
WITH told AS (
    SELECT
        claims.claim_id, candidates.candidate_id, claims.amount, origins.origin_name, origins.origin_key,
        origins.said_by IS NULL AS is_unnamed,
        origins.said_by IS NOT NULL AND claims.basis = 'measured' AS is_count
    FROM staging.claims AS claims
    JOIN staging.candidates AS candidates USING (claim_id)
    JOIN staging.origins AS origins USING (claim_id)
    WHERE claims.kind = 'reach' AND length(claims.digits) >= 3
),
counts AS (
    SELECT candidate_id, amount, min(origin_name) AS origin_name, min(origin_key) AS origin_key
    FROM told
    WHERE is_count
    GROUP BY ALL
),
unnamed AS (
    SELECT claim_id, candidate_id, amount FROM told WHERE is_unnamed
)
SELECT unnamed.claim_id, counts.origin_name, counts.origin_key
FROM unnamed
JOIN counts USING (candidate_id, amount)
