-- One row per season, app and headline figure: the preferred fact that stands for it in a comparison.
-- A budget, a cap or a coupon is the best supported one. Reach is its peak among what two independent reports give
-- (else the peak of all): a lone misreading, orders taken for users, must not become the headline. Rumours come last.
-- Figures of a day or month are those of the campaign: a peak of the autumn is no answer to a budget of the spring.
-- Counted is what the measure is named after (orders, not cups); an "up to" is no peak while anything else is. A sum
-- without a rate into yuan is no headline.
WITH preferred AS (
    SELECT
        facts.*,
        facts.basis IN ('rumour', 'forecast') AS is_unstated,
        CASE facts.measure WHEN 'dau' THEN 'peak_dau' WHEN 'mau' THEN 'peak_mau' ELSE facts.measure END AS figure,
        CASE WHEN facts.currency IS NULL THEN facts.value ELSE facts.value_cny END AS amount,
        TRY_CAST(CASE WHEN length(facts.as_of) = 7 THEN facts.as_of || '-01' ELSE facts.as_of END AS DATE) AS first_on,
        CASE WHEN length(facts.as_of) = 7 THEN last_day(first_on) ELSE first_on END AS last_on
    FROM marts.facts AS facts
    JOIN staging.judged_values AS judged USING (fact_id)
    LEFT JOIN raw.seasons AS seasons ON facts.season = seasons.season
    WHERE facts.rank = 'preferred' AND facts.season IS NOT NULL
        AND facts.measure IN (
            'budget', 'prize_max', 'coupon', 'dau', 'mau', 'orders', 'interactions', 'messages', 'users',
            'launch', 'end', 'sponsor'
        )
        AND coalesce(
            facts.kind <> 'reach' OR (last_on >= seasons.eve_on - 45 AND first_on <= seasons.lantern_on + 30), true)
        AND (facts.kind <> 'reach' OR judged.counted = '')
        AND (facts.kind <> 'spend' OR facts.value_cny IS NOT NULL)
)
SELECT season, app, figure, amount AS value, as_of, bound, status, origins, claims, fact_id
FROM preferred
QUALIFY row_number() OVER (
    PARTITION BY season, app, figure
    ORDER BY
        is_unstated,
        reason_code = 'other_measure',
        kind = 'reach' AND bound = 'at_most',
        kind = 'reach' AND reports < 2,
        CASE WHEN kind = 'reach' THEN -value ELSE -origins END,
        reports DESC, claims DESC, as_of, fact_id
) = 1
