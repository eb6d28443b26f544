-- Every article in force points at an archived response that was read as this article.
SELECT articles.article_id, articles.url, articles.warc_file, articles.warc_offset, articles.payload_digest
FROM raw.articles AS articles
LEFT JOIN raw.pages AS pages
    ON articles.warc_file = pages.warc_file AND articles.warc_offset = pages.warc_offset
    AND articles.article_id = pages.article_id
WHERE articles.superseded_at IS NULL
    AND (pages.warc_file IS NULL OR articles.payload_digest IS NULL)
