-- One row per WARC file that a backfill has finished under these rules: it is not read again.
CREATE TABLE IF NOT EXISTS raw.backfill_files (
    name VARCHAR NOT NULL,
    identity VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL,
    kept VARCHAR,
    run_id VARCHAR NOT NULL,
    finished_at TIMESTAMPTZ NOT NULL,
    bytes BIGINT NOT NULL,
    records BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    claims BIGINT NOT NULL,
    rejected VARCHAR,
    seconds DOUBLE NOT NULL
);
