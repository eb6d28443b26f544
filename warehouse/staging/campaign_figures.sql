-- One row per season, app and headline figure with the interval [low, high] that its words allow.
-- An end that the words leave open is empty: "over 3 bn" has no upper one. `is_total`: a running total without a day of
-- which a claim says that it is that of the campaign.
WITH totals AS (
    SELECT DISTINCT proof.fact_id
    FROM staging.headlines AS headlines
    JOIN staging.fact_claims AS proof USING (fact_id)
    JOIN staging.current_claims AS said USING (claim_id)
    WHERE headlines.figure IN ('users', 'orders', 'interactions', 'messages') AND staging.is_of_campaign(said.quote)
)
SELECT
    headlines.season,
    headlines.app,
    headlines.figure,
    facts.fact_id,
    headlines.first_on,
    headlines.last_on,
    headlines.is_unstated,
    totals.fact_id IS NOT NULL AS is_total,
    facts.bound,
    facts.status,
    CASE WHEN facts.currency IS NULL THEN facts.value ELSE facts.value_cny END AS amount,
    facts.low,
    facts.high
FROM staging.headlines AS headlines
JOIN marts.facts AS facts USING (fact_id)
LEFT JOIN totals USING (fact_id)
