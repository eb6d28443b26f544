-- A number as a strategist says it: 3 bn, 73.52 m, 10,000, 16.7.
CREATE OR REPLACE MACRO staging.figure(amount) AS
    CASE
        WHEN abs(amount) >= 1e9 THEN staging.shorten(amount / 1e9) || ' bn'
        WHEN abs(amount) >= 1e6 THEN staging.shorten(amount / 1e6) || ' m'
        WHEN amount = round(amount) THEN format('{:,}', CAST(amount AS BIGINT))
        ELSE staging.shorten(amount)
    END
