-- Yesterday brought fewer than a quarter of the facts that are usual in a day, or more than ten times as many.
-- Usual is the median of the seven days before. Asked within the days that [calendar] of the watchlist collects hourly,
-- and where four facts a day or more are usual: in quiet weeks a day without any says nothing.
WITH days AS (
    SELECT back, yesterday_on - CAST(back AS INTEGER) AS day_on
    FROM this_run, range(8) AS numbers (back)
),
counted AS (
    SELECT days.back, days.day_on, count(facts.fact_id) AS facts
    FROM days
    LEFT JOIN marts.facts AS facts ON CAST(timezone('Asia/Shanghai', facts.first_seen_at) AS DATE) = days.day_on
    GROUP BY ALL
),
compared AS (
    SELECT
        max(day_on) AS day_on,
        max(facts) FILTER (back = 0) AS facts,
        median(facts) FILTER (back > 0) AS usual
    FROM counted
)
SELECT
    CAST(day_on AS VARCHAR) AS subject,
    facts AS value,
    CASE WHEN facts < usual THEN usual / 4 ELSE usual * 10 END AS expected,
    format('{} facts were first seen on {}, where {:.0f} a day are usual', facts, day_on, usual) AS message
FROM compared
WHERE usual >= 4 AND (facts < usual / 4 OR facts > usual * 10) AND EXISTS (
    FROM raw.seasons AS seasons WHERE compared.day_on BETWEEN seasons.eve_on - 45 AND seasons.lantern_on + 30
)
