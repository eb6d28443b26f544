-- One row per current claim with the candidate it supports and how often its words and its day are repeated there.
-- The columns are named, not starred, and the repeats are counted apart: sorting whole rows for them is the longer way.
WITH votes AS (
    SELECT
        candidates.candidate_id,
        candidates.is_inside,
        coalesce(repeats.origin_name, origins.origin_name) AS origin_name,
        coalesce(repeats.origin_key, origins.origin_key) AS origin_key,
        origins.report_key,
        periods.period,
        periods.is_dated,
        claims.claim_id,
        claims.article_id,
        claims.subject_id,
        claims.season,
        claims.app,
        claims.kind,
        claims.measure,
        claims.shape,
        claims.counted,
        claims.value,
        claims.value_max,
        claims.unit,
        claims.currency,
        claims.value_cny,
        claims.is_converted,
        claims.bound,
        claims.amount,
        claims.amount_max,
        claims.low, claims.high,
        claims.digits,
        claims."count",
        claims.basis,
        CAST(list_position(['official', 'measured', 'media', 'rumour', 'forecast'], claims.basis) AS INTEGER)
            AS basis_rank,
        claims.as_of,
        claims.said_on,
        claims.first_seen_at,
        claims.last_seen_at
    FROM staging.candidates AS candidates
    JOIN staging.claims AS claims USING (claim_id)
    JOIN staging.origins AS origins USING (claim_id)
    JOIN staging.periods AS periods USING (claim_id)
    LEFT JOIN staging.repeats AS repeats USING (claim_id)
),
words AS (
    SELECT
        candidate_id, value, currency, bound,
        count(DISTINCT origin_key) AS same_words, count(DISTINCT report_key) AS same_reports
    FROM votes
    GROUP BY ALL
),
days AS (
    SELECT candidate_id, as_of, count(*) AS same_day FROM votes GROUP BY ALL
)
SELECT votes.*, words.same_words, words.same_reports, days.same_day
FROM votes
JOIN words ON votes.candidate_id = words.candidate_id AND votes.bound = words.bound
    AND votes.value IS NOT DISTINCT FROM words.value AND votes.currency IS NOT DISTINCT FROM words.currency
JOIN days ON votes.candidate_id = days.candidate_id AND votes.as_of IS NOT DISTINCT FROM days.as_of
