-- What is known of an archive file is what its last reading says. Rows that an earlier reading found stay counted where
-- this one came less far.
UPDATE raw.archive_files AS kept SET
    bytes_read = files.bytes_read,
    records = CASE WHEN files.fault IS NULL OR kept.records < files.records THEN files.records ELSE kept.records END,
    fault = files.fault,
    run_id = $run_id
FROM incoming_archive_files AS files
WHERE kept.file = files.file
