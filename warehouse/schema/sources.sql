-- One row per outlet that is crawled.
CREATE TABLE IF NOT EXISTS raw.sources (
    id VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    tier VARCHAR NOT NULL,
    home VARCHAR NOT NULL,
    cadence_hours DOUBLE,
    enabled BOOLEAN
);
