-- "ten times", "a tenth of": a slip of so many tens in words.
CREATE OR REPLACE MACRO staging.times(tens) AS
    CASE tens
        WHEN 1 THEN 'ten times'
        WHEN 2 THEN 'a hundred times'
        WHEN 3 THEN 'a thousand times'
        WHEN 4 THEN 'ten thousand times'
        WHEN -1 THEN 'a tenth of'
        WHEN -2 THEN 'a hundredth of'
        WHEN -3 THEN 'a thousandth of'
        WHEN -4 THEN 'a ten-thousandth of'
    END
