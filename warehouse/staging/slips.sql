-- One row per candidate value that differs from another, better one by a power of ten only, or (`tens` 0) by the day
-- only: a level of four digits or more, the same on two days, is one measurement.
-- 亿 read as billion inflates: the larger value is the slip if it has fewer reports, the smaller only if it has less than
-- a third of them for each ten. In between nobody can tell (`is_even`) and both stand. They are two things where
-- the very same reports give both (210 m packets claimed, 21 m emptied), or where one digit is all that is alike.
-- Totals and prizes grow by tens honestly (1 m orders, then 10 m), so there the figure needs two leading digits and
-- no other day - or to be the bigger one, said once, and not taken up by the three or more who say the smaller.
WITH pairs AS (
    SELECT
        a.candidate_id,
        a.amount,
        b.candidate_id AS usual_id,
        CASE WHEN a.period = b.period THEN staging.slip(
            a.amount, b.amount,
            off := CASE WHEN coalesce(a.currency, 'CNY') = coalesce(b.currency, 'CNY') THEN 0.004 ELSE 0.02 END
        ) ELSE 0 END AS tens,
        b.as_of AS usual_as_of,
        a.reports >= b.reports AS is_even,
        b.reports AS usual_reports,
        b.origins AS usual_origins,
        b.amount AS usual_amount,
        a.shape IN ('season', 'level')
        OR (
            (a.as_of IS NULL OR b.as_of IS NULL OR starts_with(a.as_of, b.as_of) OR starts_with(b.as_of, a.as_of))
            AND (
                length(a.digits) > 1
                OR (
                    a.shape = 'milestone' AND a.amount > b.amount AND a.reports = 1 AND b.reports >= 3
                    AND b.last_said_on >= a.last_said_on
                )
            )
        ) AS is_slip
    FROM staging.values AS a
    JOIN staging.values AS b ON a.subject_id = b.subject_id
        AND (a.period = b.period OR (a.shape = 'level' AND a.amount = b.amount AND length(a.digits) > 3))
    WHERE a.candidate_id <> b.candidate_id
        AND (
            (a.reports < b.reports AND a.amount >= b.amount)
            OR (a.amount < b.amount AND a.reports * pow(3, round(log10(b.amount / a.amount))) < b.reports)
            OR (
                a.amount > b.amount AND a.reports >= b.reports
                AND a.reports <= b.reports * pow(3, round(log10(a.amount / b.amount)))
                AND (a.shape = 'season' OR (length(a.digits) > 1 AND a.voices <> b.voices))
            )
        )
)
SELECT candidate_id, usual_id, tens, is_even, usual_reports, usual_origins, usual_amount, usual_as_of
FROM pairs
WHERE is_slip AND (tens <> 0 OR usual_amount = amount)
QUALIFY row_number() OVER (PARTITION BY candidate_id ORDER BY usual_reports DESC, abs(tens), usual_id) = 1
