-- From version 4: slots of the schedule, digests and their deliveries, finished files of a backfill.
CREATE TABLE IF NOT EXISTS raw.slots (
    flow VARCHAR NOT NULL,
    scheduled_for TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    prefect_run_id VARCHAR
);
CREATE TABLE IF NOT EXISTS raw.digests (
    digest_id VARCHAR NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    edition VARCHAR NOT NULL,
    release VARCHAR NOT NULL,
    facts_digest VARCHAR NOT NULL,
    lines BIGINT NOT NULL,
    path VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS raw.digest_lines (
    digest_id VARCHAR NOT NULL,
    place INTEGER NOT NULL,
    fact_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    group_id VARCHAR NOT NULL,
    change VARCHAR NOT NULL CHECK (change IN ('new', 'changed', 'disputed', 'retracted')),
    state VARCHAR NOT NULL,
    leads VARCHAR NOT NULL,
    UNIQUE (fact_id, version)
);
CREATE TABLE IF NOT EXISTS raw.deliveries (
    digest_id VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL CHECK (outcome IN ('sending', 'delivered', 'failed', 'unknown')),
    attempts INTEGER NOT NULL,
    begun_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    message VARCHAR
);
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
UPDATE raw.schema_version SET version = 5;
