-- What is known of an archive file is what its last reading says. Rows that an earlier reading found stay counted where
-- this one came less far, and nobody goes on before their end: they would be counted twice.
UPDATE raw.archive_files AS kept SET
    bytes_read = CASE
        WHEN files.records >= kept.records THEN files.bytes_read
        ELSE greatest(kept.bytes_read, files.bytes_read)
    END,
    records = CASE
        WHEN kept.records < files.records OR (kept.records IS NULL AND files.fault IS NULL) THEN files.records
        ELSE kept.records
    END,
    fault = coalesce(files.fault, CASE
        WHEN files.records < kept.records
            THEN format('it is shorter than it was: {} of {} records are left', files.records, kept.records)
    END),
    run_id = $run_id
FROM incoming_archive_files AS files
WHERE kept.file = files.file
