-- One row per pair of current articles of which the first retells the other in another language and credits it.
-- The same figures in one order are not enough: two papers may print one tracker's table. The retelling also names the
-- other's outlet, or says that it is a translation and there is only one outlet that it can be of. The firm and the
-- trackers are named by all who write of them, so naming those is no credit.
WITH told AS (
    SELECT article_id, text_sha256, set_id, outlet_id, outlet, told_at, told_by, tier
    FROM staging.figure_sets
    JOIN staging.current_articles USING (article_id)
    JOIN staging.outlets USING (article_id, text_sha256)
),
sides AS (
    SELECT set_id, other_set_id FROM staging.like_figures
    UNION
    SELECT other_set_id, set_id FROM staging.like_figures
),
sources AS (
    SELECT set_id, outlet_id, outlet, min(told_at) AS told_at
    FROM told
    WHERE tier IS DISTINCT FROM 'official' AND lower(outlet) NOT IN (SELECT name FROM raw.voices)
    GROUP BY ALL
),
possible AS (
    SELECT DISTINCT
        told.article_id, told.text_sha256, sources.outlet_id, sources.outlet,
        count(DISTINCT sources.outlet_id) OVER (PARTITION BY told.article_id) AS outlets
    FROM told
    JOIN sides USING (set_id)
    JOIN sources ON sides.other_set_id = sources.set_id
    WHERE told.outlet_id <> sources.outlet_id AND sources.told_at <= told.told_by
),
voices AS (
    SELECT article_id, string_agg(DISTINCT origin, ' / ' ORDER BY origin) AS origins
    FROM staging.current_claims
    SEMI JOIN possible USING (article_id)
    GROUP BY article_id
),
words AS (
    SELECT DISTINCT ON (article_id) article_id, concat_ws(' / ', title, byline, text, origins) AS words
    FROM raw.articles
    SEMI JOIN possible USING (article_id, text_sha256)
    LEFT JOIN voices USING (article_id)
),
credits AS (
    SELECT DISTINCT article_id, outlet_id
    FROM (SELECT *, unnest([outlet, outlet_id]) AS name FROM possible)
    JOIN words USING (article_id)
    WHERE staging.is_named(name, words) OR (outlets = 1 AND staging.is_translated(words))
)
SELECT DISTINCT later.article_id, earlier.article_id AS other_article_id
FROM credits
JOIN told AS later USING (article_id)
JOIN sides ON later.set_id = sides.set_id
JOIN told AS earlier ON sides.other_set_id = earlier.set_id AND credits.outlet_id = earlier.outlet_id
WHERE earlier.told_at <= later.told_by AND epoch(later.told_at) - epoch(earlier.told_at) <= 3 * 86400
