-- One row per pair of copies that is no pair, or whose measures are no shares.
SELECT *
FROM raw.copies
WHERE article_id >= other_article_id OR jaccard NOT BETWEEN 0 AND 1 OR contained NOT BETWEEN 0 AND 1
