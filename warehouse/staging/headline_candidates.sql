-- One row per fact that could stand for a headline figure: the values to use, and what stands beside them.
-- Figures of a day or month are those of the campaign: a peak of the autumn is no answer to a budget of the spring.
-- Counted is what the measure is named after (orders, not cups). A sum without a rate into yuan is no headline, nor is
-- the number of another measure.
SELECT
    facts.season,
    facts.app,
    CASE facts.measure WHEN 'dau' THEN 'peak_dau' WHEN 'mau' THEN 'peak_mau' ELSE facts.measure END AS figure,
    facts.kind,
    CASE WHEN facts.currency IS NULL THEN facts.value ELSE facts.value_cny END AS amount,
    CASE WHEN facts.kind = 'reach' THEN coalesce(facts.value_max, facts.value) END AS amount_max,
    facts.as_of,
    facts.bound,
    facts.basis,
    facts.basis IN ('rumour', 'forecast') AS is_unstated,
    facts.rank,
    facts.status,
    facts.reason_code,
    facts.origins,
    facts.reports,
    facts.claims,
    facts.fact_id,
    TRY_CAST(CASE WHEN length(facts.as_of) = 7 THEN facts.as_of || '-01' ELSE facts.as_of END AS DATE) AS first_on,
    CASE WHEN length(facts.as_of) = 7 THEN last_day(first_on) ELSE first_on END AS last_on
FROM marts.facts AS facts
JOIN staging.judged_values AS judged USING (fact_id)
LEFT JOIN raw.seasons AS seasons ON facts.season = seasons.season
WHERE facts.rank <> 'deprecated' AND facts.reason_code <> 'other_measure' AND facts.season IS NOT NULL
    AND facts.measure IN (
        'budget', 'prize_max', 'coupon', 'dau', 'mau', 'orders', 'interactions', 'messages',
        'participants', 'users', 'launch', 'end', 'sponsor'
    )
    AND coalesce(
        facts.kind <> 'reach' OR (last_on >= seasons.eve_on - 45 AND first_on <= seasons.lantern_on + 30), true)
    AND (facts.kind <> 'reach' OR judged.counted = '')
    AND (facts.kind <> 'spend' OR facts.value_cny IS NOT NULL)
