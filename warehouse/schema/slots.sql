-- One row per scheduled instant of a flow and the run that served it.
CREATE TABLE IF NOT EXISTS raw.slots (
    flow VARCHAR NOT NULL,
    scheduled_for TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    prefect_run_id VARCHAR
);
