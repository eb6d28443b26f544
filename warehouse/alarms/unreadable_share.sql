-- Of the pages of a source that speak of a watched app, three times as many as usual had no text that could be read
-- yesterday: its layout has changed.
-- Usual is the share of the seven days before, but not less than 2 %. Asked where five such pages were read yesterday,
-- and 20 pages in the days before.
WITH read AS (
    SELECT
        source_id,
        CAST(timezone('Asia/Shanghai', fetched_at) AS DATE) AS day_on,
        outcome IN ('no_text', 'unreadable') AS is_unreadable
    FROM raw.pages
    WHERE role = 'article' AND record = 'response' AND source_id IS NOT NULL
        AND outcome IN ('article', 'no_text', 'unreadable')
),
compared AS (
    SELECT
        source_id,
        yesterday_on,
        count(*) FILTER (day_on = yesterday_on) AS pages,
        count(*) FILTER (day_on = yesterday_on AND is_unreadable) AS unreadable,
        count(*) FILTER (day_on < yesterday_on) AS pages_before,
        greatest(0.02, avg(CAST(is_unreadable AS INTEGER)) FILTER (day_on < yesterday_on)) AS usual
    FROM read, this_run
    WHERE day_on BETWEEN yesterday_on - 7 AND yesterday_on
    GROUP BY source_id, yesterday_on
)
SELECT
    source_id AS subject,
    unreadable / pages AS value,
    3 * usual AS expected,
    format(
        '{} of {} pages of {} fetched on {} had no text that could be read, where {:.0f} % are usual',
        unreadable, pages, source_id, yesterday_on, 100 * usual
    ) AS message
FROM compared
WHERE unreadable >= 5 AND pages_before >= 20 AND unreadable / pages > 3 * usual
