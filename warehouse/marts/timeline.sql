-- One row per thing that happened: an event, the first report of a budget, a figure reached on a day.
-- The day is that of the thing, for a budget that of its first report; the sentence is the outright one printed first.
WITH happened AS (
    SELECT
        *,
        CASE WHEN measure = 'budget' THEN 'budget announced' ELSE measure END AS event
    FROM marts.facts
    WHERE rank = 'preferred' AND season IS NOT NULL AND (
        kind = 'event'
        OR measure = 'budget'
        OR (kind = 'reach' AND length(as_of) = 10 AND measure IN (
            'dau', 'orders', 'interactions', 'messages', 'users', 'participants', 'downloads', 'viewers'
        ))
    )
),
told AS (
    SELECT
        fact_id,
        first(quote ORDER BY confidence <> 'stated', published_at, claim_id) AS quote,
        strftime(timezone('Asia/Shanghai', min(published_at)), '%Y-%m-%d') AS told_on
    FROM marts.evidence
    WHERE fact_id IN (SELECT fact_id FROM happened)
    GROUP BY fact_id
),
placed AS (
    SELECT
        happened.*,
        CASE WHEN happened.measure = 'budget' THEN told.told_on ELSE happened.as_of END AS event_on,
        told.quote
    FROM happened
    JOIN told USING (fact_id)
)
SELECT
    placed.season,
    placed.app,
    placed.event_on,
    TRY_CAST(placed.event_on AS DATE) AS day_on,
    date_diff('day', seasons.new_year_on, day_on) AS lunar_day,
    placed.event,
    placed.kind,
    concat_ws(' ', replace(placed.event, '_', ' '), CASE
        WHEN placed.value IS NULL THEN NULL
        WHEN placed.bound = 'at_least' THEN 'over'
        WHEN placed.bound = 'at_most' THEN 'up to'
        WHEN placed.bound = 'approx' THEN 'about'
    END, staging.figure(coalesce(placed.value_cny, placed.value)), CASE
        WHEN placed.value_cny IS NOT NULL THEN 'yuan'
        WHEN placed.value IS NOT NULL THEN placed.currency
    END) AS title,
    placed.basis,
    placed.status,
    placed.origins,
    placed.claims,
    placed.fact_id,
    placed.quote
FROM placed
LEFT JOIN raw.seasons AS seasons USING (season)
ORDER BY placed.season, placed.event_on, placed.app, placed.event, placed.value, placed.fact_id
