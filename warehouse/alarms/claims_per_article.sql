-- In the articles first read yesterday there were, one with another, less than a third of the claims that are usual.
-- Usual is the median of the seven days before. Asked where ten articles were read, and five or more on each of at
-- least five of the days before: a rule or the reading of pages may be broken.
WITH said AS (
    SELECT article_id, text_sha256, count(*) AS claims FROM raw.claims WHERE superseded_at IS NULL GROUP BY ALL
),
days AS (
    SELECT
        CAST(timezone('Asia/Shanghai', articles.first_seen_at) AS DATE) AS day_on,
        count(*) AS articles,
        CAST(coalesce(sum(said.claims), 0) AS BIGINT) / count(*) AS claims
    FROM raw.articles AS articles
    LEFT JOIN said USING (article_id, text_sha256)
    WHERE articles.superseded_at IS NULL
    GROUP BY day_on
),
compared AS (
    SELECT
        yesterday_on,
        max(articles) FILTER (day_on = yesterday_on) AS articles,
        max(claims) FILTER (day_on = yesterday_on) AS claims,
        count(*) FILTER (day_on < yesterday_on AND articles >= 5) AS days,
        median(claims) FILTER (day_on < yesterday_on AND articles >= 5) AS usual
    FROM days, this_run
    WHERE day_on BETWEEN yesterday_on - 7 AND yesterday_on
    GROUP BY yesterday_on
)
SELECT
    CAST(yesterday_on AS VARCHAR) AS subject,
    claims AS value,
    usual / 3 AS expected,
    format(
        '{} articles first read on {} make {:.1f} claims each, where {:.1f} are usual',
        articles, yesterday_on, claims, usual
    ) AS message
FROM compared
WHERE articles >= 10 AND days >= 5 AND claims < usual / 3
