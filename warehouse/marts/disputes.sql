-- One row per value of a fact group with several, the preferred one included, and per value that was likely read wrong.
-- `likely_cause` is why the value differs; beside a preferred value it is why the others do.
SELECT
    facts.group_id,
    facts.fact_id,
    facts.season,
    facts.app,
    facts.kind,
    facts.measure,
    facts.as_of,
    facts.bound,
    facts.value,
    facts.value_max,
    facts.unit,
    facts.currency,
    facts.value_cny,
    facts.rank,
    facts.status,
    coalesce(facts.likely_cause, first_value(facts.likely_cause IGNORE NULLS) OVER beside) AS likely_cause,
    facts.reason_code,
    facts.reason,
    facts.origins,
    facts.reports,
    facts.claims,
    CASE WHEN judged.is_other_measure THEN judged.slip_of ELSE judged.preferred_fact_id END AS preferred_fact_id,
    facts.first_seen_at
FROM marts.facts AS facts
JOIN staging.judged_values AS judged USING (fact_id)
WINDOW beside AS (
    PARTITION BY facts.group_id ORDER BY facts.rank DESC, facts.reports DESC, facts.fact_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
)
QUALIFY count(*) OVER (PARTITION BY facts.group_id) > 1 OR facts.likely_cause IS NOT NULL
ORDER BY facts.season, facts.app, facts.measure, facts.group_id, facts.rank <> 'preferred', facts.fact_id
