-- One row per digest: of which release it told, and where its files are.
CREATE TABLE IF NOT EXISTS raw.digests (
    digest_id VARCHAR NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    edition VARCHAR NOT NULL,
    release VARCHAR NOT NULL,
    facts_digest VARCHAR NOT NULL,
    lines BIGINT NOT NULL,
    path VARCHAR NOT NULL
);
