-- One row per reach figure that stands: the preferred value of each fact group, and each that lost to it.
-- [low, high] is what its words allow; an open end is empty.
SELECT
    facts.season,
    facts.app,
    facts.measure,
    facts.value,
    facts.value_max,
    facts.unit,
    facts.low,
    facts.high,
    facts.bound,
    facts.basis,
    facts.as_of,
    facts.lunar_day,
    facts.rank,
    facts.status,
    facts.origins,
    facts.claims,
    facts.fact_id,
    facts.group_id
FROM marts.facts AS facts
WHERE facts.kind = 'reach' AND facts.rank IN ('preferred', 'normal')
ORDER BY facts.season, facts.app, facts.measure, facts.as_of, facts.group_id, facts.rank <> 'preferred', facts.fact_id
