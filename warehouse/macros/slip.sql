-- How many powers of ten `stated` is above `usual` (below: negative) if they differ by nothing else; else 0.
-- `off` is how far the rest may be off, in powers of ten: 0.004 is 0.9 %.
CREATE OR REPLACE MACRO staging.slip(stated, usual, off := 0.004) AS
    CASE
        WHEN stated > 0 AND usual > 0
            AND abs(round(log10(stated / usual))) BETWEEN 1 AND 4
            AND abs(log10(stated / usual) - round(log10(stated / usual))) < off
            THEN CAST(round(log10(stated / usual)) AS INTEGER)
        ELSE 0
    END
