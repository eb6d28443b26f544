-- The instant that is meant: a bare day is its end in Shanghai, a time without a zone is Shanghai's.
CREATE OR REPLACE MACRO staging.moment(said) AS
    CASE
        WHEN length(CAST(said AS VARCHAR)) <= 10
            THEN timezone('Asia/Shanghai', CAST(CAST(said AS VARCHAR) AS DATE)
                + INTERVAL 1 DAY - INTERVAL 1 MICROSECOND)
        WHEN regexp_matches(CAST(said AS VARCHAR), '(Z|[+-]\d\d(:?\d\d)?)$') THEN CAST(CAST(said AS VARCHAR) AS TIMESTAMPTZ)
        ELSE timezone('Asia/Shanghai', CAST(CAST(said AS VARCHAR) AS TIMESTAMP))
    END
