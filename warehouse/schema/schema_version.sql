-- One row: the version of the raw tables in this file.
CREATE TABLE IF NOT EXISTS raw.schema_version (
    version INTEGER NOT NULL
);
