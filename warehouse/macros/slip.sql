-- How many powers of ten `stated` is above `usual` (below: negative) if they differ by nothing else; else 0.
CREATE OR REPLACE MACRO staging.slip(stated, usual) AS
    CASE
        WHEN stated > 0 AND usual > 0
            AND abs(round(log10(stated / usual))) BETWEEN 1 AND 4
            AND abs(log10(stated / usual) - round(log10(stated / usual))) < 0.004
            THEN CAST(round(log10(stated / usual)) AS INTEGER)
        ELSE 0
    END
