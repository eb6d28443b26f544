-- One row per fact and candidate value of the release before this one: what readers saw until now.
CREATE TABLE IF NOT EXISTS raw.previous_facts (
    fact_id VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    season INTEGER,
    app VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    as_of VARCHAR,
    bound VARCHAR NOT NULL,
    value DOUBLE,
    value_max DOUBLE,
    unit VARCHAR,
    currency VARCHAR,
    value_cny DOUBLE,
    rank VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    origins BIGINT NOT NULL,
    claims BIGINT NOT NULL
);
