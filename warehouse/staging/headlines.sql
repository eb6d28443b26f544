-- One row per season, app and headline figure: the preferred fact that stands for it in a comparison.
-- A budget, a cap or a coupon is the best supported one. Reach is its peak among what two independent reports give
-- (else the peak of all): a lone misreading, orders taken for users, must not become the headline. Rumours come last.
-- Monthly users are those of the campaign's months: a peak of the autumn is no answer to a budget of the spring.
WITH preferred AS (
    SELECT
        facts.*,
        facts.basis IN ('rumour', 'forecast') AS is_unstated,
        CASE facts.measure WHEN 'dau' THEN 'peak_dau' WHEN 'mau' THEN 'peak_mau' ELSE facts.measure END AS figure,
        TRY_CAST(left(facts.as_of, 7) || '-01' AS DATE) AS month_on
    FROM marts.facts AS facts
    LEFT JOIN raw.seasons AS seasons ON facts.season = seasons.season
    WHERE facts.rank = 'preferred' AND facts.season IS NOT NULL
        AND facts.measure IN (
            'budget', 'prize_max', 'coupon', 'dau', 'mau', 'orders', 'interactions', 'messages', 'users',
            'launch', 'end', 'sponsor'
        )
        AND coalesce(
            facts.measure <> 'mau'
            OR (last_day(month_on) >= seasons.eve_on - 45 AND month_on <= seasons.lantern_on + 30), true)
)
SELECT season, app, figure, coalesce(value_cny, value) AS value, as_of, bound, status, origins, claims, fact_id
FROM preferred
QUALIFY row_number() OVER (
    PARTITION BY season, app, figure
    ORDER BY
        is_unstated,
        reason_code = 'other_measure',
        kind = 'reach' AND reports < 2,
        CASE WHEN kind = 'reach' THEN -value ELSE -origins END,
        reports DESC, claims DESC, as_of, fact_id
) = 1
