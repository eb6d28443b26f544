-- One row per current claim: the period its value competes in ('' where the whole season is one).
-- A claim without a day belongs with the day that has the same figure, or one a factor of ten apart; else with the
-- last day known when it was published, of a month one of the last 45 days ('' with `is_dated` false if there is none).
-- A claim with a day needs no such place: the last join could leave it out, but not without becoming a nested loop.
WITH spoken AS (
    SELECT claims.claim_id, subject_id, as_of, amount, low, high, said_on, days.period
    FROM staging.claims AS claims
    JOIN staging.spoken_days AS days USING (claim_id, subject_id)
),
dated AS (
    SELECT
        subject_id, period, amount, min(low) AS low, max(high) AS high, count(*) AS support,
        TRY_CAST(CASE WHEN length(period) = 7 THEN period || '-01' ELSE period END AS DATE) AS period_on
    FROM spoken
    WHERE period <> ''
    GROUP BY ALL
),
undated AS (
    SELECT DISTINCT subject_id, as_of, amount, low, high, said_on FROM spoken WHERE period IS NULL
),
matched AS (
    SELECT
        undated.*, dated.period, dated.support,
        coalesce(undated.said_on, DATE '2999-12-31') - dated.period_on AS days_ago,
        CASE
            WHEN undated.amount IS NULL OR abs(undated.amount - dated.amount) <= 0.005 * dated.amount THEN 1
            WHEN undated.low <= dated.high AND dated.low <= undated.high THEN 2
            WHEN staging.slip(undated.amount, dated.amount) <> 0 THEN 3
            WHEN length(dated.period) > 7 OR days_ago <= 45 THEN 4
        END AS closeness
    FROM undated
    JOIN dated ON undated.subject_id = dated.subject_id
        AND starts_with(dated.period, coalesce(undated.as_of, ''))
        AND dated.period_on <= coalesce(undated.said_on, DATE '2999-12-31') + 1
),
placed AS (
    SELECT
        subject_id, as_of, amount, low, high, said_on,
        first(period ORDER BY closeness, CASE WHEN closeness < 4 THEN -support ELSE days_ago END, days_ago) AS period
    FROM matched
    WHERE closeness IS NOT NULL
    GROUP BY ALL
)
SELECT spoken.claim_id, coalesce(spoken.period, placed.period, '') AS period, spoken.period IS NOT NULL AS is_dated
FROM spoken
LEFT JOIN placed ON spoken.subject_id = placed.subject_id
    AND spoken.as_of IS NOT DISTINCT FROM placed.as_of AND spoken.amount IS NOT DISTINCT FROM placed.amount
    AND spoken.low = placed.low AND spoken.high = placed.high AND spoken.said_on IS NOT DISTINCT FROM placed.said_on
