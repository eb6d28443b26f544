-- One row per fact that is not as it was in the release before: `change` says in what it differs most.
-- The bound and the end of a range are part of the value: "3 bn" that became "over 3 bn" has changed.
-- A day is part of fact_id, but not of what a figure is about: a figure that is now put on another day has changed, and
-- is neither gone nor new. Events of two days are two, unless the one day only says the other more exactly.
WITH facts AS MATERIALIZED (SELECT * EXCLUDE (reason, reason_args) FROM marts.facts),
known AS MATERIALIZED (FROM raw.previous_facts),
lone AS (
    SELECT *, row_number() OVER (PARTITION BY about, is_now ORDER BY as_of NULLS FIRST, fact_id) AS place
    FROM (
        SELECT fact_id, as_of, staging.about(known) AS about, false AS is_now FROM known ANTI JOIN facts USING (fact_id)
        UNION ALL
        SELECT fact_id, as_of, staging.about(facts) AS about, true AS is_now FROM facts ANTI JOIN known USING (fact_id)
    )
),
moved AS (
    SELECT gone.fact_id AS fact_id_before, arrived.fact_id
    FROM lone AS gone
    JOIN lone AS arrived USING (about, place)
    WHERE arrived.is_now AND NOT gone.is_now AND staging.may_move(about, gone.as_of, arrived.as_of)
),
was AS (
    SELECT known.* EXCLUDE (fact_id), known.fact_id AS fact_id_before, coalesce(moved.fact_id, known.fact_id) AS fact_id
    FROM known
    LEFT JOIN moved ON known.fact_id = moved.fact_id_before
)
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
    coalesce(was.value_cny, was.value) AS value_before, coalesce(facts.value_cny, facts.value) AS value_after,
    was.bound AS bound_before, facts.bound AS bound_after, was.as_of AS as_of_before,
    was.basis AS basis_before, facts.basis AS basis_after, was.rank AS rank_before, facts.rank AS rank_after,
    was.status AS status_before, facts.status AS status_after,
    was.origins AS origins_before, facts.origins AS origins_after,
    was.claims AS claims_before, facts.claims AS claims_after,
    fact_id, was.fact_id_before, coalesce(facts.group_id, was.group_id) AS group_id
FROM facts
FULL JOIN was USING (fact_id)
WHERE (
    facts.value, facts.value_max, facts.value_cny, facts.bound, facts.as_of, facts.basis, facts.rank, facts.status,
    facts.origins, facts.claims
) IS DISTINCT FROM (
    was.value, was.value_max, was.value_cny, was.bound, was.as_of, was.basis, was.rank, was.status,
    was.origins, was.claims
)
ORDER BY season, app, measure, as_of, value_after, value_before, fact_id
