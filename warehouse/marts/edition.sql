-- One row: which edition this is, and what is in it.
SELECT
    edition.edition,
    edition.created_at,
    (SELECT count(*) FROM raw.articles WHERE superseded_at IS NULL) AS articles,
    (SELECT count(*) FROM staging.claims) AS claims,
    (SELECT count(*) FROM marts.facts) AS facts,
    (SELECT max(coalesce(published_at, fetched_at)) FROM raw.articles WHERE superseded_at IS NULL) AS newest_article_at
FROM raw.edition AS edition
