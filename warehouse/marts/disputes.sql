-- One row per value that is in dispute, the preferred one included: the values of a fact group side by side.
SELECT
    judged.group_id,
    judged.fact_id,
    judged.season,
    judged.app,
    judged.kind,
    judged.measure,
    judged.as_of,
    judged.bound,
    facts.value,
    facts.unit,
    facts.currency,
    facts.value_cny,
    judged.rank,
    judged.status,
    facts.reason,
    judged.origins,
    judged.claims,
    judged.preferred_fact_id
FROM staging.judged_values AS judged
JOIN marts.facts AS facts USING (fact_id)
WHERE judged.group_id IN (SELECT group_id FROM marts.facts GROUP BY group_id HAVING count(*) > 1)
ORDER BY judged.season, judged.app, judged.measure, judged.group_id, judged.rank <> 'preferred', judged.fact_id
