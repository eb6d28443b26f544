-- One row per reason for which figures of current articles were read and are no claims.
SELECT
    rejected.reason,
    count(*) AS figures,
    count(DISTINCT rejected.article_id) AS articles,
    first(rejected.quote ORDER BY rejected.article_id, rejected.number_start) AS example
FROM raw.rejected_figures AS rejected
JOIN raw.articles AS articles USING (article_id, text_sha256)
WHERE articles.superseded_at IS NULL
GROUP BY rejected.reason
ORDER BY figures DESC, rejected.reason
