-- One row per season, app and peak of a comparison that a higher value was not taken for, and why it was not.
-- Of several it is one of a stated day before one without, then the one of most reports, then the highest. What lies in
-- the peak as it is worded, 51 million beside "over 50 million", is no other value.
SELECT
    peaks.season,
    peaks.app,
    peaks.figure,
    higher.amount AS value,
    higher.bound,
    higher.as_of,
    higher.reports,
    higher.fact_id,
    CASE
        WHEN higher.is_unstated THEN higher.basis
        WHEN higher.rank <> 'preferred' THEN higher.reason_code
        ELSE 'single_report'
    END AS reason
FROM staging.headlines AS peaks
JOIN staging.headline_candidates AS higher
    ON peaks.season = higher.season AND peaks.app = higher.app AND peaks.figure = higher.figure
    AND higher.bound <> 'at_most'
    AND higher.amount > peaks.amount_max
        * CASE peaks.bound WHEN 'at_least' THEN 1.15 WHEN 'approx' THEN 1.025 ELSE 1 END
WHERE peaks.figure IN ('peak_dau', 'peak_mau')
QUALIFY row_number() OVER (
    PARTITION BY peaks.season, peaks.app, peaks.figure
    ORDER BY higher.is_unstated, higher.rank <> 'preferred', higher.reports DESC, higher.amount DESC, higher.fact_id
) = 1
