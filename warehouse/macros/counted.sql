-- "1 origin", "3 origins": a count with its noun.
CREATE OR REPLACE MACRO staging.counted(number, noun) AS
    number || ' ' || noun || CASE WHEN number = 1 THEN '' ELSE 's' END
