-- One row per open alarm: what the last run found amiss, though no check forbids to publish it.
-- Written anew when the alarms have been asked, which is after the marts are built.
SELECT run_id, raised_at, alarm, subject, "value", expected, message
FROM raw.alarms
WHERE run_id = (SELECT run_id FROM raw.runs ORDER BY coalesce(finished_at, started_at) DESC, run_id LIMIT 1)
ORDER BY alarm, subject
