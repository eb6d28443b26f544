-- One row per current claim with the candidate it supports and how often its words and its day are repeated there.
SELECT
    candidates.candidate_id,
    candidates.is_inside,
    origins.origin_key,
    origins.report_key,
    periods.period,
    periods.is_dated,
    claims.* EXCLUDE (quote, confidence_reason),
    count(*) OVER (
        PARTITION BY candidates.candidate_id, claims.value, claims.currency, claims.bound
    ) AS same_words,
    count(*) OVER (PARTITION BY candidates.candidate_id, claims.as_of) AS same_day,
    CASE claims.basis
        WHEN 'official' THEN 1
        WHEN 'measured' THEN 2
        WHEN 'media' THEN 3
        WHEN 'rumour' THEN 4
        WHEN 'forecast' THEN 5
    END AS basis_rank
FROM staging.candidates AS candidates
JOIN staging.claims AS claims USING (claim_id)
JOIN staging.origins AS origins USING (claim_id)
JOIN staging.periods AS periods USING (claim_id)
