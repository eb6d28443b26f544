-- What the fetches tell together is told of the version; its record is that of the first fetch.
UPDATE raw.articles AS kept SET
    fetched_at = told.fetched_at,
    last_fetched_at = told.last_fetched_at,
    published_at = told.published_at,
    publisher = told.publisher,
    title = told.title,
    byline = told.byline,
    url = CASE WHEN told.is_record_given THEN told.url ELSE kept.url END,
    source_id = CASE WHEN told.is_record_given THEN told.source_id ELSE kept.source_id END,
    tier = CASE WHEN told.is_record_given THEN told.tier ELSE kept.tier END,
    warc_file = CASE WHEN told.is_record_given THEN told.warc_file ELSE kept.warc_file END,
    warc_offset = CASE WHEN told.is_record_given THEN told.warc_offset ELSE kept.warc_offset END,
    payload_digest = CASE WHEN told.is_record_given THEN told.payload_digest ELSE kept.payload_digest END
FROM (
    SELECT
        retold.row_id, told.*, incoming.article_id IS NOT NULL AS is_record_given,
        incoming.url, incoming.source_id, incoming.tier, incoming.warc_file, incoming.warc_offset,
        incoming.payload_digest
    FROM told
    JOIN retold USING (article_id, text_sha256)
    LEFT JOIN incoming_articles AS incoming
        ON told.article_id = incoming.article_id AND told.text_sha256 = incoming.text_sha256
        AND told.fetched_at = incoming.fetched_at
) AS told
WHERE kept.rowid = told.row_id AND (
    (kept.fetched_at, kept.last_fetched_at, kept.published_at, kept.publisher, kept.title, kept.byline)
    IS DISTINCT FROM
    (told.fetched_at, told.last_fetched_at, told.published_at, told.publisher, told.title, told.byline)
    OR (told.is_record_given AND (
        kept.url, kept.source_id, kept.tier, kept.warc_file, kept.warc_offset, kept.payload_digest
    ) IS DISTINCT FROM (
        told.url, told.source_id, told.tier, told.warc_file, told.warc_offset, told.payload_digest
    ))
)
