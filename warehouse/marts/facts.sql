-- One row per fact and candidate value: what the claims together support, how it ranks, and why.
-- [low, high] is what its words allow, in yuan for money; an end that they leave open ("over", "up to") is empty. A sum
-- that we converted is known to half a unit of the last digit it was printed with, and to 2 % at best.
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
    CASE
        WHEN judged.bound = 'at_most' OR judged.amount IS NULL THEN NULL
        WHEN judged.is_converted THEN judged.low
        WHEN judged.bound = 'approx' THEN judged.amount * 0.975
        ELSE judged.amount
    END AS low,
    CASE
        WHEN judged.bound = 'at_least' OR judged.amount IS NULL THEN NULL
        WHEN judged.is_converted THEN judged.high
        WHEN judged.bound = 'approx' THEN judged.amount * 1.025
        ELSE coalesce(judged.amount_max, judged.amount)
    END AS high,
    date_diff('day', seasons.new_year_on, TRY_CAST(judged.as_of AS DATE)) AS lunar_day,
    judged.day_claims,
    judged.likely_cause,
    judged.reason_code,
    judged.reason_args
FROM staging.judged_values AS judged
LEFT JOIN raw.seasons AS seasons ON judged.season = seasons.season
ORDER BY judged.season, judged.app, judged.kind, judged.measure, judged.as_of, judged.value, judged.fact_id
