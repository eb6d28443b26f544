-- One row per run, with its stages as one readable line.
SELECT
    runs.run_id,
    runs.flow,
    runs.started_at,
    runs.finished_at,
    runs.outcome,
    runs.message,
    string_agg(
        concat(stages.stage, ': ', coalesce(CAST(stages.in_count AS VARCHAR), '?'), ' in, ',
            coalesce(CAST(stages.out_count AS VARCHAR), '?'), ' out, ', stages.outcome),
        '; ' ORDER BY stages.started_at, stages.stage
    ) AS stages
FROM raw.runs AS runs
LEFT JOIN raw.run_stages AS stages USING (run_id)
GROUP BY ALL
ORDER BY runs.started_at DESC, runs.run_id
