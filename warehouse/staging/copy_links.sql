-- One row per pair of current articles that tell one story, once from each side: copies told within 14 days.
WITH pairs AS (
    SELECT article_id, text_sha256, other_article_id, other_text_sha256, how FROM raw.copies
    UNION ALL
    SELECT other_article_id, other_text_sha256, article_id, text_sha256, how FROM raw.copies
)
SELECT pairs.article_id, pairs.other_article_id, pairs.how
FROM pairs
JOIN staging.current_articles AS one USING (article_id, text_sha256)
JOIN staging.current_articles AS other
    ON pairs.other_article_id = other.article_id AND pairs.other_text_sha256 = other.text_sha256
WHERE abs(epoch(one.told_at) - epoch(other.told_at)) <= 14 * 86400
