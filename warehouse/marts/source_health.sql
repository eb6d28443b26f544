-- One row per source: its latest health.
SELECT
    sources.id AS source_id,
    sources.publisher,
    sources.language,
    sources.tier,
    sources.home,
    health.run_id,
    health.checked_at,
    coalesce(health.health, 'not checked') AS health,
    health.newest_item_at,
    health.listed,
    health.expected,
    health.pages,
    health.new_pages,
    health.not_modified,
    health.bytes,
    health.message
FROM raw.sources AS sources
LEFT JOIN (
    SELECT * FROM raw.source_health
    QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY checked_at DESC, run_id DESC) = 1
) AS health ON sources.id = health.source_id
ORDER BY sources.id
