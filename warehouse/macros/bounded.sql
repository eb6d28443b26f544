-- A number with its bound in English: over 5 bn, up to 10,000, about 3 m, 2 bn to 3 bn.
CREATE OR REPLACE MACRO staging.bounded(amount, bound, amount_max) AS
    concat(
        CASE bound WHEN 'at_least' THEN 'over ' WHEN 'at_most' THEN 'up to ' WHEN 'approx' THEN 'about ' ELSE '' END,
        staging.figure(amount),
        CASE WHEN bound = 'range' THEN ' to ' || staging.figure(amount_max) END
    )
