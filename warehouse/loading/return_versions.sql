-- A version that another one had replaced comes back if the batch has the latest fetch of its article: the text is as
-- it was again. Its earlier row stays, for the days when the other version stood.
INSERT INTO raw.articles BY NAME
SELECT versions.* REPLACE (CAST($at AS TIMESTAMPTZ) AS first_seen_at, NULL AS superseded_at)
FROM raw.articles AS versions
JOIN retold ON versions.rowid = retold.row_id
JOIN (
    SELECT article_id, text_sha256, last_fetched_at FROM given
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY last_fetched_at DESC, text_sha256 DESC) = 1
) AS latest ON versions.article_id = latest.article_id AND versions.text_sha256 = latest.text_sha256
LEFT JOIN (
    SELECT article_id, max(last_fetched_at) AS last_fetched_at
    FROM raw.articles
    WHERE superseded_at IS NULL AND article_id IN (SELECT article_id FROM retold)
    GROUP BY article_id
) AS standing ON versions.article_id = standing.article_id
WHERE retold.superseded_at IS NOT NULL
    AND (standing.article_id IS NULL OR latest.last_fetched_at >= standing.last_fetched_at)
