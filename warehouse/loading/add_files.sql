-- Archive files that nobody has read before.
INSERT INTO raw.archive_files BY NAME
SELECT * REPLACE ($run_id AS run_id) FROM incoming_archive_files
ANTI JOIN raw.archive_files USING (file)
