-- One row per pair of texts, one of them of a version wanted here, that share a band: each by a version of another
-- article. All of them, however many: which ones were known first must make no difference.
WITH texts AS (
    SELECT text_sha256, bands, hash(text_sha256, bands) AS text_key, min(article_id) AS first, max(article_id) AS last
    FROM raw.sketches
    WHERE method = $method
    GROUP BY text_sha256, bands
),
wanted AS (
    SELECT DISTINCT hash(text_sha256, bands) AS text_key
    FROM raw.sketches
    SEMI JOIN wanted_versions USING (article_id, text_sha256)
    WHERE method = $method
),
banded AS (
    SELECT text_key, unnest(bands) AS band FROM texts
),
pairs AS (
    SELECT DISTINCT fresh.text_key, banded.text_key AS other_key
    FROM (SELECT * FROM banded SEMI JOIN wanted USING (text_key)) AS fresh
    JOIN banded USING (band)
    WHERE fresh.text_key <> banded.text_key
)
SELECT
    CASE WHEN one.first = other.first THEN one.last ELSE one.first END AS article_id,
    one.text_sha256,
    CASE WHEN one.first = other.first AND one.last = other.first THEN other.last ELSE other.first END
        AS other_article_id,
    other.text_sha256 AS other_text_sha256
FROM pairs
JOIN texts AS one USING (text_key)
JOIN texts AS other ON pairs.other_key = other.text_key
WHERE article_id <> other_article_id
ORDER BY ALL
