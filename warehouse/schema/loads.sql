-- One row per load that changed something: when, by which flow and rules, and how much.
CREATE TABLE IF NOT EXISTS raw.loads (
    loaded_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR,
    flow VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL,
    articles_new BIGINT NOT NULL,
    articles_superseded BIGINT NOT NULL,
    claims_new BIGINT NOT NULL,
    claims_superseded BIGINT NOT NULL
);
