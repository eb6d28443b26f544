-- One row per season, app and ratio: yuan of announced budget per person, order or message that the campaign reached. A
-- ratio of bounded figures is bounded: [low, high] holds the ratio of any two values that the words allow, an open end
-- is empty. `value` is empty, with the reason, where the two figures cannot be compared. The reach has to be of a known
-- day, from the launch (else 45 days before New Year's Eve) to 30 days after the Lantern Festival; of a month most of
-- which the campaign took, or in which it ended; or a total that is said to be that of the campaign.
WITH ratios (figure, ratio) AS (
    VALUES
        ('peak_dau', 'cny_per_peak_daily_user'), ('peak_mau', 'cny_per_peak_monthly_user'), ('users', 'cny_per_user'),
        ('orders', 'cny_per_order'), ('interactions', 'cny_per_interaction'), ('messages', 'cny_per_message')
),
pairs AS (
    SELECT
        campaigns.season, campaigns.app, ratios.ratio, budget, reach,
        budget.low / reach.high AS least, budget.high / reach.low AS most,
        CASE
            WHEN budget.amount IS NULL THEN 'no budget in yuan'
            WHEN coalesce(reach.amount, 0) = 0 THEN 'no reach'
            WHEN budget.is_unstated OR reach.is_unstated THEN 'rumour or forecast'
            WHEN reach.first_on IS NULL AND NOT reach.is_total THEN 'its day is not known'
            WHEN reach.last_on < campaigns.begun_on THEN 'before the campaign'
            WHEN reach.first_on > campaigns.lantern_on + 30 THEN 'after the campaign'
            WHEN campaigns.ended_on NOT BETWEEN reach.first_on AND reach.last_on AND reach.first_on < reach.last_on
                AND 2 * (least(reach.last_on, campaigns.ended_on) - greatest(reach.first_on, campaigns.begun_on) + 1)
                    <= reach.last_on - reach.first_on + 1 THEN 'most of its month is outside the campaign'
            WHEN least IS NULL AND most IS NULL THEN 'bounds leave both ends open'
        END AS why_not
    FROM staging.campaign_spans AS campaigns
    CROSS JOIN ratios
    LEFT JOIN staging.campaign_figures AS budget
        ON (campaigns.season, campaigns.app, 'budget') = (budget.season, budget.app, budget.figure)
    LEFT JOIN staging.campaign_figures AS reach
        ON (campaigns.season, campaigns.app, ratios.figure) = (reach.season, reach.app, reach.figure)
)
SELECT
    season, app, ratio,
    CASE WHEN why_not IS NULL THEN budget.amount / reach.amount END AS value,
    CASE WHEN why_not IS NULL THEN least END AS low, CASE WHEN why_not IS NULL THEN most END AS high,
    CASE
        WHEN why_not IS NOT NULL THEN NULL
        WHEN least IS NULL THEN 'at_most'
        WHEN most IS NULL THEN 'at_least'
        WHEN 'range' IN (budget.bound, reach.bound) THEN 'range'
        WHEN 'approx' IN (budget.bound, reach.bound) THEN 'approx'
        ELSE 'exact'
    END AS bound,
    why_not IS NULL AS is_comparable, why_not,
    CASE
        WHEN why_not IS NOT NULL THEN NULL
        WHEN 'disputed' IN (budget.status, reach.status) THEN 'disputed'
        WHEN 'single source' IN (budget.status, reach.status) THEN 'single source'
        ELSE 'corroborated'
    END AS status,
    CASE WHEN why_not IS NULL THEN
        CASE WHEN reach.first_on IS NULL THEN 'season' WHEN reach.first_on < reach.last_on THEN 'month' ELSE 'day' END
    END AS reach_of,
    budget.fact_id AS budget_fact_id, reach.fact_id AS reach_fact_id
FROM pairs
ORDER BY season, app, ratio
