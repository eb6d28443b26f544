-- A source that is switched on has given nothing new for three times as long as it usually takes, and for 60 hours.
-- It is alive by the newest date it lists, by a page that was new and, where it lists no dates, by a check that went
-- well. Asked after three checks, at the instant of the last. The clock of the sample's sources stands still.
WITH seen AS (
    SELECT
        source_id,
        count(*) AS checks,
        max(checked_at) AS checked_at,
        coalesce(
            max(CASE
                WHEN new_pages > 0 THEN greatest(checked_at, newest_item_at)
                WHEN newest_item_at IS NOT NULL THEN newest_item_at
                WHEN health IN ('ok', 'moved') THEN checked_at
            END),
            min(checked_at)
        ) AS alive_at
    FROM raw.source_health
    GROUP BY source_id
),
silent AS (
    SELECT
        seen.source_id,
        seen.alive_at,
        sources.cadence_hours,
        date_diff('minute', seen.alive_at, seen.checked_at) / 60 AS hours,
        greatest(3 * sources.cadence_hours, 60) AS patience
    FROM seen
    JOIN raw.sources AS sources ON seen.source_id = sources.id
    WHERE seen.checks >= 3 AND sources.enabled AND EXISTS (FROM raw.edition WHERE edition = 'live')
)
SELECT
    source_id AS subject,
    hours AS value,
    patience AS expected,
    format(
        '{} has given nothing new since {} UTC; usual is something every {:g} h',
        source_id, strftime(timezone('UTC', alive_at), '%Y-%m-%d %H:%M'), cadence_hours
    ) AS message
FROM silent
WHERE hours > patience
