-- An archive file could not be read to its end: its last records are missing in all that is told.
SELECT
    file AS subject,
    CAST(NULL AS DOUBLE) AS value,
    CAST(NULL AS DOUBLE) AS expected,
    format('{}: {}', file, fault) AS message
FROM raw.archive_files
WHERE fault IS NOT NULL
