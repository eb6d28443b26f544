-- One row per pair of versions whose texts are the same or were found alike, and that is not kept yet.
-- Of texts told more than twenty times, each telling goes with the twenty that come next: of those in force now, and
-- of all there were. That ties together what all pairs would: if two are told within 14 days, so are any two that
-- follow each other in between. Days are learnt late and change, so there it is looked up anew each time.
WITH sketched AS (
    SELECT article_id, text_sha256, hash(text_sha256, bands) AS text_key
    FROM raw.sketches
    WHERE method = $method AND len(bands) > 0
),
told AS (
    SELECT
        sketched.*,
        coalesce(articles.published_at, articles.fetched_at) AS told_at,
        unnest(CASE WHEN superseded_at IS NULL THEN ['now', 'ever'] ELSE ['ever'] END) AS known
    FROM sketched
    JOIN raw.articles AS articles USING (article_id, text_sha256)
),
alike AS (
    SELECT text_key, text_key AS other_key, 1.0 AS jaccard, 1.0 AS contained
    FROM told
    GROUP BY text_key
    HAVING count(DISTINCT article_id) > 1
    UNION ALL
    SELECT
        least(one.text_key, other.text_key), greatest(one.text_key, other.text_key),
        any_value(copies.jaccard), any_value(copies.contained)
    FROM raw.copies AS copies
    JOIN sketched AS one USING (article_id, text_sha256)
    JOIN sketched AS other
        ON copies.other_article_id = other.article_id AND copies.other_text_sha256 = other.text_sha256
    WHERE one.text_key <> other.text_key
    GROUP BY ALL
),
tellings AS (
    SELECT
        text_key,
        count(*) AS tellings,
        bool_or((article_id, text_sha256) IN (SELECT (article_id, text_sha256) FROM wanted_versions)) AS is_wanted
    FROM told
    WHERE known = 'ever'
    GROUP BY text_key
),
open AS (
    SELECT alike.*, unnest(list_distinct([text_key, other_key])) AS either
    FROM alike
    JOIN tellings AS one USING (text_key)
    JOIN tellings AS other ON alike.other_key = other.text_key
    WHERE one.is_wanted OR other.is_wanted OR one.tellings + other.tellings > 20
),
placed AS (
    SELECT
        open.*, told.known, told.article_id, told.text_sha256, told.text_key AS told_key,
        row_number() OVER (
            PARTITION BY open.text_key, open.other_key, told.known
            ORDER BY told.told_at, told.article_id, told.text_sha256
        ) AS place
    FROM open
    JOIN told ON open.either = told.text_key
),
nearby AS (
    SELECT *, unnest(generate_series(place + 1, place + 20)) AS next_place FROM placed
),
tied AS (
    SELECT
        nearby.article_id, nearby.text_sha256,
        placed.article_id AS other_article_id, placed.text_sha256 AS other_text_sha256,
        nearby.jaccard, nearby.contained
    FROM nearby
    JOIN placed
        ON nearby.text_key = placed.text_key AND nearby.other_key = placed.other_key
        AND nearby.known = placed.known AND nearby.next_place = placed.place
    WHERE nearby.text_key = nearby.other_key OR nearby.told_key <> placed.told_key
),
ordered AS (
    SELECT * FROM tied WHERE article_id < other_article_id
    UNION ALL
    SELECT other_article_id, other_text_sha256, article_id, text_sha256, jaccard, contained
    FROM tied
    WHERE article_id > other_article_id
)
SELECT DISTINCT *, 'text' AS how, $method AS method
FROM ordered
ANTI JOIN raw.copies USING (article_id, text_sha256, other_article_id, other_text_sha256)
ORDER BY ALL
