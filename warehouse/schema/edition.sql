-- One row: whether this warehouse holds the sample newsroom or live sources.
CREATE TABLE IF NOT EXISTS raw.edition (
    edition VARCHAR NOT NULL CHECK (edition IN ('sample', 'live')),
    created_at TIMESTAMPTZ NOT NULL
);
