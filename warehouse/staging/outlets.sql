-- One row per current article: the outlet that printed it, its source, else its publisher, else its host.
-- A page that was handed in is its outlet's, if pages of that publisher or host are collected from one source.
WITH named AS (
    SELECT
        article_id, text_sha256, publisher, told_at,
        nullif(source_id, 'by_hand') AS source_id,
        lower(trim(publisher)) AS publisher_name,
        regexp_replace(
            lower(regexp_extract(url, '^\w+://([^/:?#]+)', 1)), '^((www|www-web|m|mobile|amp|wap|c\.m)\.)+', ''
        ) AS host
    FROM staging.current_articles
),
publishers AS (
    SELECT publisher_name, any_value(source_id) AS source_id
    FROM named
    WHERE publisher_name <> ''
    GROUP BY publisher_name
    HAVING count(DISTINCT source_id) = 1
),
hosts AS (
    SELECT host, any_value(source_id) AS source_id
    FROM named
    WHERE host <> ''
    GROUP BY host
    HAVING count(DISTINCT source_id) = 1
),
placed AS (
    SELECT
        named.*,
        coalesce(
            named.source_id, publishers.source_id, nullif(publisher_name, ''), hosts.source_id, nullif(host, ''),
            article_id
        ) AS outlet_id
    FROM named
    LEFT JOIN publishers USING (publisher_name)
    LEFT JOIN hosts USING (host)
)
SELECT
    article_id, text_sha256, outlet_id,
    coalesce(min(publisher) OVER (PARTITION BY outlet_id), nullif(host, ''), article_id) AS outlet
FROM placed
