-- A number with at most two decimals and no trailing zeros.
CREATE OR REPLACE MACRO staging.shorten(amount) AS
    regexp_replace(printf('%.2f', CAST(amount AS DOUBLE)), '\.?0+$', '')
