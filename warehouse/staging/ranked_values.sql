-- One row per candidate value with its place in its fact group and what stands against it.
-- Order: no slip, a day given, no other measure's figure, three times the reports of all others, independent origins
-- (`weight`: where the company itself says so, each outlet that heard it), basis, independent reports, the smaller of an
-- even slip, recency. A guessed day or another measure's figure stands against no value that has neither.
WITH placed AS (
    SELECT
        "values".*,
        groups.group_id,
        CASE WHEN habits.candidate_id IS NULL THEN coalesce(slips.usual_id, others.usual_id) END AS usual_id,
        coalesce(habits.tens, slips.tens) AS tens,
        coalesce(slips.usual_reports, others.usual_reports) AS usual_reports,
        coalesce(habits.figures, slips.usual_origins, others.usual_origins) AS usual_origins,
        coalesce(habits.usual_amount, slips.usual_amount, others.usual_amount) AS usual_amount,
        coalesce(slips.usual_as_of, others.usual_as_of) AS usual_as_of,
        others.other_measure,
        habits.candidate_id IS NOT NULL AS is_article_slip,
        coalesce(slips.is_even, false) AND NOT is_article_slip AS is_even_slip,
        coalesce(NOT slips.is_even, false) OR is_article_slip AS is_suspect,
        others.candidate_id IS NOT NULL AND NOT is_suspect AS is_other_measure,
        "values".shape = 'level' AND NOT "values".is_dated AND "values".period <> '' AS is_day_guessed,
        CASE WHEN "values".basis = 'official' THEN "values".reports ELSE "values".origins END AS weight,
        "values".reports >= 3 * (
            sum("values".reports) FILTER (NOT is_suspect) OVER (PARTITION BY groups.group_id) - "values".reports
        ) AS is_overwhelming
    FROM staging.values AS "values"
    JOIN staging.fact_groups AS groups USING (candidate_id)
    LEFT JOIN staging.slips AS slips USING (candidate_id)
    LEFT JOIN staging.article_slips AS habits USING (candidate_id)
    LEFT JOIN staging.other_measures AS others USING (candidate_id)
),
ordered AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY group_id
            ORDER BY is_suspect, is_day_guessed, is_other_measure, is_overwhelming DESC, weight DESC, basis_rank,
                reports DESC, is_even_slip, last_said_on DESC NULLS LAST, fact_id
        ) AS place
    FROM placed
    WHERE app IN (SELECT id FROM raw.apps)
),
rivals AS (
    SELECT
        a.candidate_id,
        sum(b.reports) AS rival_reports,
        list(struct_pack(
            amount := b.amount, origins := b.origins, bound := b.bound, amount_max := b.amount_max
        ) ORDER BY b.place) AS rival_figures
    FROM ordered AS a
    JOIN ordered AS b ON a.group_id = b.group_id AND a.candidate_id <> b.candidate_id
        AND NOT b.is_suspect AND (a.is_day_guessed OR NOT b.is_day_guessed)
        AND (a.is_other_measure OR NOT b.is_other_measure)
    GROUP BY a.candidate_id
)
SELECT
    ordered.*, rivals.rival_reports, rivals.rival_figures,
    rivals.rival_reports IS NOT NULL AND ordered.reports < 3 * rivals.rival_reports AS is_contradicted,
    ordered.is_suspect OR ordered.is_other_measure AS is_read_wrong
FROM ordered
LEFT JOIN rivals USING (candidate_id)
