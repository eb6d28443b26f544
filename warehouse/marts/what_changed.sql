-- One row per fact that is not as it was in the release before: `change` says in what it differs most.
-- The bound and the end of a range are part of the value: "3 bn" that became "over 3 bn" has changed.
SELECT
    CASE
        WHEN was.fact_id IS NULL THEN 'new'
        WHEN facts.fact_id IS NULL THEN 'gone'
        WHEN (facts.value, facts.value_max, facts.value_cny, facts.bound)
            IS DISTINCT FROM (was.value, was.value_max, was.value_cny, was.bound) THEN 'value'
        WHEN facts.as_of IS DISTINCT FROM was.as_of THEN 'day'
        WHEN facts.rank <> was.rank THEN 'rank'
        WHEN facts.status <> was.status THEN 'status'
        WHEN facts.basis <> was.basis THEN 'basis'
        ELSE 'support'
    END AS change,
    coalesce(facts.season, was.season) AS season,
    coalesce(facts.app, was.app) AS app,
    coalesce(facts.kind, was.kind) AS kind,
    coalesce(facts.measure, was.measure) AS measure,
    coalesce(facts.as_of, was.as_of) AS as_of,
    coalesce(facts.unit, was.unit) AS unit,
    coalesce(was.value_cny, was.value) AS value_before,
    coalesce(facts.value_cny, facts.value) AS value_after,
    was.bound AS bound_before,
    facts.bound AS bound_after,
    was.as_of AS as_of_before,
    was.basis AS basis_before,
    facts.basis AS basis_after,
    was.rank AS rank_before,
    facts.rank AS rank_after,
    was.status AS status_before,
    facts.status AS status_after,
    was.origins AS origins_before,
    facts.origins AS origins_after,
    was.claims AS claims_before,
    facts.claims AS claims_after,
    fact_id,
    coalesce(facts.group_id, was.group_id) AS group_id
FROM marts.facts AS facts
FULL JOIN raw.previous_facts AS was USING (fact_id)
WHERE (
    facts.value, facts.value_max, facts.value_cny, facts.bound, facts.as_of, facts.basis, facts.rank, facts.status,
    facts.origins, facts.claims
) IS DISTINCT FROM (
    was.value, was.value_max, was.value_cny, was.bound, was.as_of, was.basis, was.rank, was.status,
    was.origins, was.claims
)
ORDER BY season, app, measure, as_of, value_after, value_before, fact_id
