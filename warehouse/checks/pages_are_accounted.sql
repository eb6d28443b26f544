-- Every record that was read is a row of raw.pages, once in the file that holds it and once in the run that read it.
-- Left out are runs that read the archive again or files of others in part, those of earlier versions, which have no
-- bytes, and archives that others packed: in one piece, several of their records may stand at one place.
WITH pages AS (
    SELECT *, starts_with(warc_file, 'foreign-') AS is_foreign FROM raw.pages
),
runs AS (
    SELECT
        stages.run_id,
        sum(stages.in_count) AS records,
        sum(stages.out_count + coalesce(list_sum(map_values(
            CAST(CAST(stages.rejected AS JSON) AS MAP(VARCHAR, BIGINT))
        )), 0)) AS told
    FROM raw.run_stages AS stages
    JOIN raw.runs AS runs USING (run_id)
    WHERE stages.stage IN ('read', 'recover') AND stages.bytes IS NOT NULL AND runs.flow NOT IN ('reread', 'backfill')
    GROUP BY stages.run_id
)
SELECT 'file' AS kind, files.file AS name, files.records, files.records AS told, count(pages.warc_file) AS pages
FROM raw.archive_files AS files
LEFT JOIN pages ON files.file = pages.warc_file
WHERE files.records IS NOT NULL AND NOT starts_with(files.file, 'foreign-')
GROUP BY ALL
HAVING files.records <> count(pages.warc_file)
UNION ALL
SELECT 'run' AS kind, runs.run_id AS name, runs.records, runs.told, count(pages.warc_file) AS pages
FROM runs
LEFT JOIN pages ON runs.run_id = pages.run_id
GROUP BY ALL
HAVING (runs.records <> count(pages.warc_file) OR runs.told <> count(pages.warc_file))
    AND NOT coalesce(bool_or(pages.is_foreign), false)
