-- One row per app that is compared: the home benchmark and its rivals.
CREATE TABLE IF NOT EXISTS raw.apps (
    id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    colour VARCHAR NOT NULL
);
