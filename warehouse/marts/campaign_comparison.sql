-- One row per festival with facts and app: spend and reach beside each other, each figure with its day and its fact. An
-- empty figure means that none was found, not that it is zero. A higher value that was not taken for a peak (one report
-- only, or no day) stands beside it with the reason.
WITH campaigns AS (
    SELECT seasons.season, apps.id AS app, apps.role, apps.name_en, apps.name_zh, declared.new_year_on
    FROM (SELECT DISTINCT season FROM marts.facts WHERE season IS NOT NULL) AS seasons
    CROSS JOIN raw.apps AS apps
    JOIN raw.seasons AS declared ON seasons.season = declared.season
),
figures AS (
    PIVOT (SELECT * FROM staging.headlines WHERE figure <> 'end')
    ON figure IN (
        'budget', 'prize_max', 'coupon', 'peak_dau', 'peak_mau', 'orders', 'interactions', 'messages', 'participants',
        'users', 'launch', 'sponsor'
    )
    USING
        first(value) AS value,
        first(bound) AS bound,
        first(status) AS status,
        first(as_of) AS as_of,
        first(origins) AS origins,
        first(claims) AS claims,
        first(fact_id) AS fact_id
    GROUP BY season, app
),
days AS (
    SELECT
        season,
        app,
        max(as_of) FILTER (figure = 'launch') AS launch_on,
        max(as_of) FILTER (figure = 'end') AS end_on,
        max(as_of) FILTER (figure = 'peak_dau') AS peak_dau_on
    FROM staging.headlines
    GROUP BY ALL
)
SELECT
    campaigns.*,
    days.* EXCLUDE (season, app),
    figures.* EXCLUDE (season, app, launch_value, launch_bound, launch_as_of, sponsor_value, sponsor_bound)
        RENAME (
            budget_value AS budget_cny,
            prize_max_value AS prize_max_cny,
            coupon_value AS coupon_cny,
            peak_dau_value AS peak_dau,
            peak_mau_value AS peak_mau,
            orders_value AS orders,
            interactions_value AS interactions,
            messages_value AS messages,
            participants_value AS participants,
            users_value AS users
        ),
    higher.* EXCLUDE (season, app)
FROM campaigns
LEFT JOIN figures USING (season, app)
LEFT JOIN days USING (season, app)
LEFT JOIN staging.peak_rivals AS higher USING (season, app)
ORDER BY season, role <> 'home', app
