-- The same number as Chinese copy writes it: 30亿, 7352万, 2888.
CREATE OR REPLACE MACRO staging.figure_zh(amount) AS
    CASE
        WHEN abs(amount) >= 1e8 THEN staging.shorten(amount / 1e8) || '亿'
        WHEN abs(amount) >= 1e4 THEN staging.shorten(amount / 1e4) || '万'
        ELSE staging.shorten(amount)
    END
