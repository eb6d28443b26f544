-- One row per candidate value: the fact group it competes in.
-- Rumours and forecasts compete among themselves. Running totals compete if within a tenth of each other and not said
-- of two different days. A slip competes with the value it is, at the end, a slip of.
WITH RECURSIVE steps AS (
    SELECT
        *,
        coalesce(
            amount > 1.1 * lag(amount) OVER totals OR as_of <> lag(as_of) OVER totals, false
        ) AS is_next_total
    FROM staging.values
    ANTI JOIN staging.slips USING (candidate_id)
    WINDOW totals AS (PARTITION BY subject_id, family ORDER BY amount, as_of, candidate_id)
),
grouped AS (
    SELECT
        candidate_id,
        md5(concat_ws('|', subject_id, period, family, CASE shape
            WHEN 'milestone' THEN CAST(count_if(is_next_total) OVER (
                PARTITION BY subject_id, family ORDER BY amount, as_of, candidate_id
            ) AS VARCHAR)
            WHEN 'item' THEN candidate_id
            ELSE ''
        END)) AS group_id
    FROM steps
),
followed AS (
    SELECT candidate_id, usual_id FROM staging.slips
    UNION ALL
    SELECT followed.candidate_id, slips.usual_id
    FROM followed
    JOIN staging.slips AS slips ON followed.usual_id = slips.candidate_id
)
SELECT candidate_id, group_id FROM grouped
UNION ALL
SELECT followed.candidate_id, grouped.group_id
FROM followed
JOIN grouped ON followed.usual_id = grouped.candidate_id
