-- One row per archive file: how far it has been read, so that a refresh reads only what is new.
CREATE TABLE IF NOT EXISTS raw.archive_files (
    file VARCHAR NOT NULL,
    bytes_read BIGINT NOT NULL,
    records BIGINT,
    fault VARCHAR,
    run_id VARCHAR
);
