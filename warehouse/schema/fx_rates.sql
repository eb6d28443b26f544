-- One row per currency and day for which a yuan rate is known, with the page that supports it.
CREATE TABLE IF NOT EXISTS raw.fx_rates (
    rate_on DATE NOT NULL,
    currency VARCHAR NOT NULL,
    cny_per_unit DOUBLE NOT NULL CHECK (cny_per_unit > 0),
    source_url VARCHAR NOT NULL,
    note VARCHAR
);
