-- Every claim in force belongs to an article version in force, and appears once.
SELECT claims.claim_id, claims.article_id, claims.text_sha256, count(articles.article_id) AS articles
FROM raw.claims AS claims
LEFT JOIN raw.articles AS articles
    ON claims.article_id = articles.article_id
    AND claims.text_sha256 = articles.text_sha256
    AND articles.superseded_at IS NULL
WHERE claims.superseded_at IS NULL
GROUP BY ALL
HAVING count(articles.article_id) <> 1
