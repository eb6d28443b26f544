-- One row per run and stage: what went in, what came out, what was rejected and why.
CREATE TABLE IF NOT EXISTS raw.run_stages (
    run_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    in_count BIGINT,
    out_count BIGINT,
    rejected VARCHAR,
    seconds DOUBLE,
    outcome VARCHAR NOT NULL,
    message VARCHAR,
    bytes BIGINT
);
