-- One row per run of the pipeline.
CREATE TABLE IF NOT EXISTS raw.runs (
    run_id VARCHAR NOT NULL,
    flow VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    outcome VARCHAR NOT NULL,
    message VARCHAR
);
