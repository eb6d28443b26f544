-- One row per digest and channel: whether it was delivered there.
CREATE TABLE IF NOT EXISTS raw.deliveries (
    digest_id VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL CHECK (outcome IN ('sending', 'delivered', 'failed', 'unknown')),
    attempts INTEGER NOT NULL,
    begun_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    message VARCHAR
);
