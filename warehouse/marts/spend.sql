-- One row per spend figure that stands: the preferred value of each fact group, and each that disputes it, in yuan.
-- [low_cny, high_cny] is what its words allow; an open end is empty.
SELECT
    facts.season,
    facts.app,
    facts.measure,
    facts.value_cny,
    facts.value_max * facts.value_cny / nullif(facts.value, 0) AS value_max_cny,
    facts.low AS low_cny,
    facts.high AS high_cny,
    facts.bound,
    CASE WHEN facts.currency = 'CNY' THEN NULL ELSE concat(facts.currency, ' ', staging.figure(facts.value)) END
        AS as_stated,
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
WHERE facts.kind = 'spend' AND (facts.rank = 'preferred' OR facts.status = 'disputed')
ORDER BY facts.season, facts.app, facts.measure, facts.group_id, facts.rank <> 'preferred', facts.fact_id
