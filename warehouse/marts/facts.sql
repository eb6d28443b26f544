-- One row per fact and candidate value: what the claims together support, how it ranks, and why.
-- [low, high] is what its words allow, in yuan for money; an end that they leave open ("over", "up to") is empty.
SELECT
    judged.fact_id,
    judged.season,
    judged.app,
    judged.kind,
    judged.measure,
    judged.basis,
    judged.as_of,
    judged.bound,
    judged.value,
    judged.value_max,
    judged.unit,
    judged.currency,
    judged.value_cny,
    judged.rank,
    judged.status,
    staging.reason(judged.reason_code, judged.reason_args) AS reason,
    judged.origins,
    judged.claims,
    judged.first_seen_at,
    judged.last_seen_at,
    judged."count",
    judged.reports,
    judged.group_id,
    CASE judged.bound
        WHEN 'at_most' THEN NULL
        WHEN 'approx' THEN judged.amount * 0.975
        ELSE judged.amount
    END AS low,
    CASE judged.bound
        WHEN 'at_least' THEN NULL
        WHEN 'approx' THEN judged.amount * 1.025
        ELSE coalesce(judged.amount_max, judged.amount)
    END AS high,
    date_diff('day', seasons.new_year_on, TRY_CAST(judged.as_of AS DATE)) AS lunar_day,
    judged.likely_cause,
    judged.reason_code,
    judged.reason_args
FROM staging.judged_values AS judged
LEFT JOIN raw.seasons AS seasons ON judged.season = seasons.season
ORDER BY judged.season, judged.app, judged.kind, judged.measure, judged.as_of, judged.value, judged.fact_id
