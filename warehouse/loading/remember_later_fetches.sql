-- A version that is fetched again with the same text stays one row; the later fetch decides which version is in force,
-- and what is told of it (its day, its publisher): it may have been handed in again with what was missing.
UPDATE raw.articles AS kept SET
    last_fetched_at = later.fetched_at,
    published_at = coalesce(later.published_at, kept.published_at),
    publisher = coalesce(later.publisher, kept.publisher),
    title = coalesce(later.title, kept.title),
    byline = coalesce(later.byline, kept.byline)
FROM (
    SELECT * FROM incoming_articles
    QUALIFY row_number() OVER (PARTITION BY article_id, text_sha256 ORDER BY fetched_at DESC, warc_file, warc_offset) = 1
) AS later
WHERE kept.article_id = later.article_id AND kept.text_sha256 = later.text_sha256
    AND kept.superseded_at IS NULL AND kept.last_fetched_at < later.fetched_at
