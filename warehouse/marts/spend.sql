-- One row per spend figure that stands: the preferred value of each fact group, and each that lost to it, in yuan.
-- [low_cny, high_cny] is what its words allow; an open end is empty.
SELECT
    facts.season,
    facts.app,
    facts.measure,
    facts.value_cny,
    facts.value_max * facts.value_cny / nullif(facts.value, 0) AS value_max_cny,
    CASE WHEN facts.currency IS NOT NULL THEN facts.low END AS low_cny,
    CASE WHEN facts.currency IS NOT NULL THEN facts.high END AS high_cny,
    facts.bound,
    CASE WHEN facts.currency = 'CNY' THEN NULL ELSE nullif(concat_ws(
        ' ', facts.currency, staging.figure(facts.value), CASE WHEN facts.currency IS NULL THEN facts.unit END
    ), '') END AS as_stated,
    facts.basis,
    facts.as_of,
    facts.lunar_day,
    facts."count",
    facts.rank,
    facts.status,
    facts.origins,
    facts.claims,
    facts.fact_id,
    facts.group_id
FROM marts.facts AS facts
WHERE facts.kind = 'spend' AND facts.rank IN ('preferred', 'normal')
ORDER BY facts.season, facts.app, facts.measure, facts.group_id, facts.rank <> 'preferred', facts.fact_id
