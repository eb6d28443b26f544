-- One row per pair of a version that is new here and one that shares a band with it; of many the 20 that share most.
WITH banded AS (
    SELECT article_id, text_sha256, unnest(bands) AS band
    FROM raw.sketches
    WHERE method = $method
),
fresh AS (
    SELECT * FROM banded SEMI JOIN wanted_versions USING (article_id, text_sha256)
)
SELECT article_id, text_sha256, other_article_id, other_text_sha256
FROM (
    SELECT
        fresh.article_id, fresh.text_sha256,
        banded.article_id AS other_article_id, banded.text_sha256 AS other_text_sha256,
        count(*) AS shared
    FROM fresh
    JOIN banded USING (band)
    WHERE fresh.article_id <> banded.article_id
    GROUP BY ALL
)
QUALIFY row_number() OVER (
    PARTITION BY article_id, text_sha256 ORDER BY shared DESC, other_article_id, other_text_sha256
) <= 20
ORDER BY ALL
