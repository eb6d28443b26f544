-- One row per version of a fact that a digest told; no version is told twice.
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
