-- The claims of an article version that was replaced are no longer in force.
UPDATE raw.claims AS kept SET superseded_at = $at
FROM (
    SELECT article_id, text_sha256 FROM raw.articles
    SEMI JOIN new_articles USING (article_id)
    GROUP BY ALL
    HAVING count_if(superseded_at IS NULL) = 0
) AS replaced
WHERE kept.superseded_at IS NULL
    AND kept.article_id = replaced.article_id AND kept.text_sha256 = replaced.text_sha256
