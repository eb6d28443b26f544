-- One row per season, app and headline figure with the interval [low, high] that its words allow.
-- An end that the words leave open is empty: "over 3 bn" has no upper one.
SELECT
    headlines.season,
    headlines.app,
    headlines.figure,
    facts.fact_id,
    facts.as_of,
    facts.basis IN ('rumour', 'forecast') AS is_unstated,
    facts.reason_code = 'other_measure' AS is_other_measure,
    facts.bound,
    facts.status,
    CASE WHEN facts.currency IS NULL THEN facts.value ELSE facts.value_cny END AS amount,
    facts.low,
    facts.high
FROM staging.headlines AS headlines
JOIN marts.facts AS facts USING (fact_id)
