-- More than half of the sources that were last collected together failed or shut us out.
-- Asked of three sources or more: of fewer, one that fails is the fault of that one.
WITH last_run AS (
    SELECT run_id FROM raw.source_health ORDER BY checked_at DESC, run_id LIMIT 1
),
counted AS (
    SELECT count(*) AS sources, count(*) FILTER (health IN ('failing', 'blocked')) AS failing
    FROM raw.source_health
    SEMI JOIN last_run USING (run_id)
)
SELECT
    'last run' AS subject,
    failing AS value,
    sources / 2 AS expected,
    format('{} of the {} sources last collected failed or shut us out', failing, sources) AS message
FROM counted
WHERE sources >= 3 AND failing > sources / 2
