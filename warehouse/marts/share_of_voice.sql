-- One row per season, app and day in Shanghai: how many stories named the app, and its share of what all apps got.
-- A story on two apps counts for both, also in the sum that a share is of.
-- An app is named if the text does so; where mentions were not counted, if the article makes a claim about it.
-- A story that several outlets print counts once a day; 75 days around New Year's Day are a season.
WITH named AS (
    SELECT articles.article_id, articles.text_sha256, mentions.app, mentions.mentions
    FROM raw.mentions AS mentions
    JOIN staging.stories AS articles USING (article_id, text_sha256)
    UNION ALL
    SELECT DISTINCT claims.article_id, claims.text_sha256, claims.app, NULL
    FROM raw.claims AS claims
    ANTI JOIN raw.mentions AS mentions USING (article_id, text_sha256)
    WHERE claims.superseded_at IS NULL
),
told AS (
    SELECT
        named.app,
        named.mentions,
        stories.story_id,
        stories.article_id,
        stories.outlet,
        CAST(timezone('Asia/Shanghai', stories.told_at) AS DATE) AS day_on
    FROM named
    JOIN staging.stories AS stories USING (article_id, text_sha256)
    WHERE named.app IN (SELECT id FROM raw.apps)
),
daily AS (
    SELECT
        day_on,
        app,
        count(DISTINCT story_id) AS stories,
        count(DISTINCT article_id) AS articles,
        count(DISTINCT outlet) AS outlets,
        sum(mentions) AS mentions
    FROM told
    GROUP BY day_on, app
)
SELECT
    seasons.season,
    daily.app,
    daily.day_on,
    date_diff('day', seasons.new_year_on, daily.day_on) AS lunar_day,
    daily.stories,
    daily.articles,
    daily.outlets,
    CAST(daily.mentions AS BIGINT) AS mentions,
    daily.stories / sum(daily.stories) OVER (PARTITION BY seasons.season, daily.day_on) AS share
FROM daily
JOIN raw.seasons AS seasons ON abs(date_diff('day', seasons.new_year_on, daily.day_on)) <= 75
ORDER BY seasons.season, daily.day_on, daily.app
