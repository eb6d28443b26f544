-- One row per season and app with a peak that a higher value was not taken for: staging.higher_peaks as columns.
FROM (
    PIVOT staging.higher_peaks
    ON figure IN ('peak_dau', 'peak_mau')
    USING
        first(value) AS higher_value,
        first(bound) AS higher_bound,
        first(as_of) AS higher_as_of,
        first(reports) AS higher_reports,
        first(reason) AS higher_reason,
        first(fact_id) AS higher_fact_id
    GROUP BY season, app
)
