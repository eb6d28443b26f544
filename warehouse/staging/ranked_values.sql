-- One row per candidate value with its place in its fact group and what stands against it.
-- Order: no slip, a day given, independent origins, basis, independent reports, the smaller of an even slip, recency.
WITH placed AS (
    SELECT
        "values".*,
        groups.group_id,
        slips.tens,
        slips.usual_reports,
        slips.usual_amount,
        slips.usual_as_of,
        coalesce(slips.is_even, false) AS is_even_slip,
        slips.candidate_id IS NOT NULL AND NOT slips.is_even AS is_suspect,
        "values".shape = 'level' AND NOT "values".is_dated AND "values".period <> '' AS is_day_guessed
    FROM staging.values AS "values"
    JOIN staging.fact_groups AS groups USING (candidate_id)
    LEFT JOIN staging.slips AS slips USING (candidate_id)
),
ordered AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY group_id
            ORDER BY is_suspect, is_day_guessed, origins DESC, basis_rank, reports DESC, is_even_slip,
                last_said_on DESC, fact_id
        ) AS place
    FROM placed
    WHERE app IN (SELECT id FROM raw.apps)
),
rivals AS (
    SELECT
        a.candidate_id,
        sum(b.reports) AS rival_reports,
        string_agg(
            staging.figure(b.amount) || ' (' || staging.counted(b.origins, 'origin') || ')', ', ' ORDER BY b.place
        ) AS rival_figures
    FROM ordered AS a
    JOIN ordered AS b ON a.group_id = b.group_id AND a.candidate_id <> b.candidate_id
        AND NOT b.is_suspect AND (a.is_day_guessed OR NOT b.is_day_guessed)
    GROUP BY a.candidate_id
)
SELECT ordered.*, rivals.rival_reports, rivals.rival_figures
FROM ordered
LEFT JOIN rivals USING (candidate_id)
