-- One row per run and source: how the source did, judged by its newest item.
CREATE TABLE IF NOT EXISTS raw.source_health (
    run_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    checked_at TIMESTAMPTZ NOT NULL,
    health VARCHAR NOT NULL,
    newest_item_at TIMESTAMPTZ,
    pages BIGINT NOT NULL,
    not_modified BIGINT,
    bytes BIGINT,
    message VARCHAR,
    listed BIGINT,
    expected BIGINT,
    new_pages BIGINT,
    discovered BIGINT,
    skipped BIGINT,
    gone BIGINT,
    revisits BIGINT,
    records BIGINT,
    rejected VARCHAR,
    seconds DOUBLE,
    ended VARCHAR,
    attempts INTEGER
);
