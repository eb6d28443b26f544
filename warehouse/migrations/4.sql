-- From version 3: copies, mentions, seasons, loads and releases are kept; the next run fills what it can of them.
CREATE TABLE IF NOT EXISTS raw.sketches (
    article_id VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    bands UINTEGER[] NOT NULL
);
CREATE TABLE IF NOT EXISTS raw.copies (
    article_id VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    other_article_id VARCHAR NOT NULL,
    other_text_sha256 VARCHAR NOT NULL,
    jaccard DOUBLE NOT NULL,
    contained DOUBLE NOT NULL,
    how VARCHAR NOT NULL CHECK (how IN ('text', 'translation')),
    method VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS raw.mentions (
    article_id VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    app VARCHAR NOT NULL,
    mentions BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS raw.tellings (
    article_id VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    published_at TIMESTAMPTZ,
    publisher VARCHAR,
    title VARCHAR,
    byline VARCHAR
);
CREATE TABLE IF NOT EXISTS raw.voices (
    name VARCHAR NOT NULL,
    voice VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS raw.seasons (
    season INTEGER NOT NULL,
    eve_on DATE NOT NULL,
    new_year_on DATE NOT NULL,
    lantern_on DATE NOT NULL
);
CREATE TABLE IF NOT EXISTS raw.loads (
    loaded_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR,
    flow VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL,
    articles_new BIGINT NOT NULL,
    articles_superseded BIGINT NOT NULL,
    claims_new BIGINT NOT NULL,
    claims_superseded BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS raw.releases (
    released_at TIMESTAMPTZ NOT NULL,
    facts_digest VARCHAR NOT NULL,
    articles BIGINT NOT NULL,
    claims BIGINT NOT NULL,
    facts BIGINT NOT NULL,
    build_seconds DOUBLE
);
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
UPDATE raw.schema_version SET version = 4;
