-- One row per pair of current articles that tell one story, once from each side: copies told within 14 days, and
-- translations, which are found anew from the claims each time, for another reading may find other figures.
WITH pairs AS (
    SELECT copies.article_id, copies.other_article_id, copies.how
    FROM raw.copies AS copies
    JOIN staging.current_articles AS one USING (article_id, text_sha256)
    JOIN staging.current_articles AS other
        ON copies.other_article_id = other.article_id AND copies.other_text_sha256 = other.text_sha256
    WHERE abs(epoch(one.told_at) - epoch(other.told_at)) <= 14 * 86400
    UNION ALL
    SELECT article_id, other_article_id, 'translation' FROM staging.translations
)
SELECT article_id, other_article_id, how FROM pairs
UNION ALL
SELECT other_article_id, article_id, how FROM pairs
