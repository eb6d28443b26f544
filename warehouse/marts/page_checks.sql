-- One row per current article whose page was fetched: when it was last looked at, and since when it is gone.
WITH looks AS (
    SELECT
        articles.article_id,
        first.url,
        pages.fetched_at,
        pages.asked_url,
        pages.outcome = 'gone' AS is_gone,
        max(pages.fetched_at) FILTER (WHERE pages.outcome <> 'gone') OVER (PARTITION BY articles.article_id) AS seen_at
    FROM raw.articles AS articles
    JOIN raw.pages AS first USING (warc_file, warc_offset)
    JOIN raw.pages AS pages ON first.url = pages.url AND pages.role = 'article'
    WHERE articles.superseded_at IS NULL
)
SELECT
    article_id,
    any_value(url) AS url,
    arg_max(asked_url, fetched_at) AS asked_url,
    count(DISTINCT fetched_at) AS checks,
    max(fetched_at) AS checked_at,
    any_value(seen_at) AS last_seen_at,
    min(fetched_at) FILTER (WHERE is_gone AND fetched_at > seen_at) AS gone_at
FROM looks
GROUP BY article_id
ORDER BY article_id
