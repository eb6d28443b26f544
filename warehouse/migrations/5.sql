-- From version 4: slots of the schedule, digests and their deliveries, finished files of a backfill, alarms, and
-- what closes the account of a run: which run read a record, what became of each address that a crawl was offered.
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
CREATE TABLE IF NOT EXISTS raw.alarms (
    run_id VARCHAR NOT NULL,
    raised_at TIMESTAMPTZ NOT NULL,
    alarm VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    "value" DOUBLE,
    expected DOUBLE,
    message VARCHAR NOT NULL
);
ALTER TABLE raw.run_stages ADD COLUMN bytes BIGINT;
ALTER TABLE raw.source_health ADD COLUMN discovered BIGINT;
ALTER TABLE raw.source_health ADD COLUMN skipped BIGINT;
ALTER TABLE raw.source_health ADD COLUMN gone BIGINT;
ALTER TABLE raw.source_health ADD COLUMN revisits BIGINT;
ALTER TABLE raw.source_health ADD COLUMN records BIGINT;
ALTER TABLE raw.source_health ADD COLUMN rejected VARCHAR;
ALTER TABLE raw.source_health ADD COLUMN seconds DOUBLE;
ALTER TABLE raw.source_health ADD COLUMN ended VARCHAR;
ALTER TABLE raw.source_health ADD COLUMN attempts INTEGER;
ALTER TABLE raw.pages ADD COLUMN run_id VARCHAR;
ALTER TABLE raw.archive_files ADD COLUMN records BIGINT;
ALTER TABLE raw.archive_files ADD COLUMN fault VARCHAR;
ALTER TABLE raw.archive_files ADD COLUMN run_id VARCHAR;
ALTER TABLE raw.sources ADD COLUMN cadence_hours DOUBLE;
ALTER TABLE raw.sources ADD COLUMN enabled BOOLEAN;
UPDATE raw.schema_version SET version = 5;
