-- One row per current article, with its text as the claims were read from it.
SELECT
    articles.article_id,
    articles.url,
    articles.publisher,
    articles.tier,
    articles.title,
    articles.byline,
    articles.lang,
    articles.published_at,
    articles.fetched_at,
    articles.text,
    articles.text_sha256,
    articles.source_id,
    stories.story_id,
    stories.lead_article_id,
    stories.copies,
    articles.warc_file,
    articles.warc_offset,
    articles.payload_digest
FROM raw.articles AS articles
JOIN staging.stories AS stories USING (article_id, text_sha256)
WHERE articles.superseded_at IS NULL
