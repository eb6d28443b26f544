-- One row per release up to this one: when it was released and how much was in it.
CREATE TABLE IF NOT EXISTS raw.releases (
    released_at TIMESTAMPTZ NOT NULL,
    facts_digest VARCHAR NOT NULL,
    articles BIGINT NOT NULL,
    claims BIGINT NOT NULL,
    facts BIGINT NOT NULL,
    build_seconds DOUBLE
);
