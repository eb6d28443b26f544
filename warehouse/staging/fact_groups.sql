-- One row per candidate value: the fact group it competes in.
-- Rumours and forecasts compete among themselves. Running totals compete if within a tenth of each other and not said
-- of two different days. A slip competes with the value it is a slip of.
WITH steps AS (
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
    SELECT slips.candidate_id, coalesce(beyond.usual_id, slips.usual_id) AS usual_id
    FROM staging.slips AS slips
    LEFT JOIN staging.slips AS beyond ON slips.usual_id = beyond.candidate_id
)
SELECT candidate_id, group_id FROM grouped
UNION ALL
SELECT
    followed.candidate_id,
    coalesce(grouped.group_id, md5('slip of ' || followed.usual_id)) AS group_id
FROM followed
LEFT JOIN grouped ON followed.usual_id = grouped.candidate_id
