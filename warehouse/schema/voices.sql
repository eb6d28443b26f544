-- One row per name under which a tracker is quoted: all names of one are one voice.
CREATE TABLE IF NOT EXISTS raw.voices (
    name VARCHAR NOT NULL,
    voice VARCHAR NOT NULL
);
