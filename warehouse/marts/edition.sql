-- One row: which edition this is, and what is in it.
-- How new it is says the newest date of publication. When we fetched an article without one tells only of live
-- collection: what was handed in may be of any day.
SELECT
    edition.edition,
    edition.created_at,
    (SELECT count(*) FROM raw.articles WHERE superseded_at IS NULL) AS articles,
    (SELECT count(*) FROM staging.claims) AS claims,
    (SELECT count(*) FROM marts.facts) AS facts,
    (
        SELECT max(coalesce(published_at, CASE
            WHEN edition.edition = 'live' AND article_id IN (SELECT article_id FROM raw.pages WHERE role = 'article')
                THEN fetched_at
        END))
        FROM raw.articles
        WHERE superseded_at IS NULL
    ) AS newest_article_at
FROM raw.edition AS edition
