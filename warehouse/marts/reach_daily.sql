-- One row per season, app, measure, unit and day with a figure, and what the season before had on the same lunar day.
-- Of a running total the day's figure is the highest that two reports give, else the highest. Nothing is filled in:
-- days without a figure have no row.
WITH dated AS (
    SELECT *, TRY_CAST(as_of AS DATE) AS day_on
    FROM marts.facts
    WHERE kind = 'reach' AND rank = 'preferred' AND basis NOT IN ('rumour', 'forecast')
        AND measure IN ('dau', 'wau', 'orders', 'interactions', 'messages', 'downloads', 'users', 'participants')
),
daily AS (
    SELECT *
    FROM dated
    WHERE day_on IS NOT NULL AND season IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY season, app, measure, unit, day_on ORDER BY reports < 2, value DESC, origins DESC, fact_id
    ) = 1
)
SELECT
    daily.season,
    daily.app,
    daily.measure,
    daily.day_on,
    daily.lunar_day,
    daily.value,
    daily.value_max,
    daily.unit,
    daily.bound,
    daily.status,
    daily.origins,
    daily.claims,
    daily.fact_id,
    before.value AS previous_season_value,
    before.fact_id AS previous_season_fact_id
FROM daily
LEFT JOIN daily AS before ON before.season = daily.season - 1 AND before.app = daily.app
    AND before.measure = daily.measure AND before.unit IS NOT DISTINCT FROM daily.unit
    AND before.lunar_day = daily.lunar_day
ORDER BY daily.season, daily.app, daily.measure, daily.day_on, daily.unit
