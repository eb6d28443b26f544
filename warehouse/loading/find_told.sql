-- One row per retold version: what its fetches tell together, each thing as the latest fetch that knows it.
-- `is_read_here`: the batch has the reading that counts for its claims, the latest that knows the day.
CREATE OR REPLACE TEMP TABLE told AS
SELECT
    article_id, text_sha256,
    min(fetched_at) AS fetched_at,
    max(fetched_at) AS last_fetched_at,
    arg_max(published_at, fetched_at) AS published_at,
    arg_max(publisher, fetched_at) AS publisher,
    arg_max(title, fetched_at) AS title,
    arg_max(byline, fetched_at) AS byline,
    arg_max(is_given, (published_at IS NOT NULL, fetched_at)) AS is_read_here,
    count(DISTINCT (published_at, publisher, title, byline)) AS tellings
FROM tellings
GROUP BY article_id, text_sha256
