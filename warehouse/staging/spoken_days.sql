-- One row per current claim: the period that its text gives its value ('' where the whole season is one), else empty.
-- A level without a day that its sentence holds against another app's level has that one's day: "Qwen now has 73.52 m,
-- 5.19 m behind Doubao's 78.71 m" speaks of one day, and a figure of four digits or more tells which.
WITH spoken AS (
    SELECT
        claim_id, article_id, text_sha256, quote_start, subject_id, app, measure, shape, amount, digits, as_of,
        CASE
            WHEN shape NOT IN ('level', 'event') THEN ''
            WHEN measure = 'mau' THEN CASE WHEN length(as_of) >= 7 THEN left(as_of, 7) END
            WHEN length(as_of) >= 10 THEN left(as_of, 10)
        END AS period
    FROM staging.claims
),
counted AS (
    SELECT subject_id, amount, period, count(*) AS support
    FROM spoken
    WHERE shape = 'level' AND period <> '' AND length(digits) > 3
    GROUP BY ALL
),
known AS (
    SELECT subject_id, amount, first(period ORDER BY support DESC, period) AS period
    FROM counted
    GROUP BY ALL
),
levels AS (
    SELECT spoken.* EXCLUDE (period), coalesce(spoken.period, known.period) AS period
    FROM spoken
    LEFT JOIN known USING (subject_id, amount)
    WHERE spoken.shape = 'level'
),
lent AS (
    SELECT mine.claim_id, min(other.period) AS period
    FROM levels AS mine
    JOIN levels AS other USING (article_id, text_sha256, quote_start, measure)
    WHERE mine.period IS NULL AND mine.as_of IS NULL AND other.period IS NOT NULL AND mine.app <> other.app
    GROUP BY mine.claim_id
    HAVING count(DISTINCT other.period) = 1
)
SELECT
    spoken.claim_id,
    spoken.subject_id,
    coalesce(spoken.period, lent.period) AS period
FROM spoken
LEFT JOIN lent USING (claim_id)
