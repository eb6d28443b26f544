-- One row per season with facts and app: spend and reach beside each other, each figure with its fact.
-- An empty figure means that none was found, not that it is zero.
WITH campaigns AS (
    SELECT seasons.season, apps.id AS app, apps.role, apps.name_en, apps.name_zh
    FROM (SELECT DISTINCT season FROM marts.facts WHERE season IS NOT NULL) AS seasons
    CROSS JOIN raw.apps AS apps
),
figures AS (
    PIVOT (SELECT * EXCLUDE (as_of) FROM staging.headlines)
    ON figure IN (
        'budget', 'prize_max', 'coupon', 'peak_dau', 'peak_mau', 'orders', 'interactions', 'messages', 'users',
        'launch', 'sponsor'
    )
    USING
        first(value) AS value,
        first(bound) AS bound,
        first(status) AS status,
        first(origins) AS origins,
        first(claims) AS claims,
        first(fact_id) AS fact_id
    GROUP BY season, app
),
launches AS (
    SELECT season, app, as_of AS launch_on FROM staging.headlines WHERE figure = 'launch'
)
SELECT
    campaigns.*,
    launches.launch_on,
    figures.* EXCLUDE (season, app, launch_value, launch_bound, sponsor_value, sponsor_bound)
        RENAME (
            budget_value AS budget_cny,
            prize_max_value AS prize_max_cny,
            coupon_value AS coupon_cny,
            peak_dau_value AS peak_dau,
            peak_mau_value AS peak_mau,
            orders_value AS orders,
            interactions_value AS interactions,
            messages_value AS messages,
            users_value AS users
        )
FROM campaigns
LEFT JOIN figures USING (season, app)
LEFT JOIN launches USING (season, app)
ORDER BY season, role <> 'home', app
