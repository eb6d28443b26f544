-- One row per candidate value of a watched app with its rank, its status and the value it is measured against.
-- A value with three times the reports of all its rivals together is not put in doubt by them: they are.
SELECT
    ranked.* EXCLUDE (place),
    ranked.place = 1 AND NOT ranked.is_suspect AS is_preferred,
    CASE
        WHEN ranked.is_suspect THEN 'deprecated'
        WHEN ranked.place = 1 THEN 'preferred'
        ELSE 'normal'
    END AS rank,
    CASE
        WHEN ranked.is_suspect THEN 'suspect'
        WHEN ranked.rival_reports IS NOT NULL AND ranked.reports < 3 * ranked.rival_reports THEN 'disputed'
        WHEN ranked.origins >= 2 THEN 'corroborated'
        ELSE 'single source'
    END AS status,
    CASE
        WHEN next.candidate_id IS NULL OR next.is_suspect THEN NULL
        WHEN next.is_day_guessed AND NOT ranked.is_day_guessed THEN 'its day is stated'
        WHEN ranked.origins > next.origins THEN 'more independent origins'
        WHEN ranked.basis_rank < next.basis_rank THEN ranked.basis || ' before ' || next.basis
        WHEN ranked.reports > next.reports THEN 'more independent reports'
        WHEN next.is_even_slip THEN 'the smaller of two a factor of ten apart'
        WHEN ranked.last_said_on > next.last_said_on THEN 'the more recent'
        ELSE 'nothing tells them apart'
    END AS why_preferred,
    preferred.amount AS preferred_amount,
    preferred.origins AS preferred_origins,
    preferred.fact_id AS preferred_fact_id
FROM staging.ranked_values AS ranked
JOIN staging.ranked_values AS preferred ON ranked.group_id = preferred.group_id AND preferred.place = 1
LEFT JOIN staging.ranked_values AS next ON ranked.group_id = next.group_id AND next.place = 2
