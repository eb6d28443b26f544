-- One row per run and thing that a data check found amiss: what, where, and what was expected.
CREATE TABLE IF NOT EXISTS raw.alarms (
    run_id VARCHAR NOT NULL,
    raised_at TIMESTAMPTZ NOT NULL,
    alarm VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    "value" DOUBLE,
    expected DOUBLE,
    message VARCHAR NOT NULL
);
