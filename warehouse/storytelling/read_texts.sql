-- One row per article version that is wanted: its language and its text.
SELECT DISTINCT ON (article_id, text_sha256) article_id, text_sha256, lang, text
FROM raw.articles
SEMI JOIN wanted_versions USING (article_id, text_sha256)
