-- One row per current claim with the interval [low, high] that its words allow.
-- `amount` is what is compared: yuan for money, else the number. `digits` are its leading digits without zeros.
-- Half a unit of the last digit is what a rounded foreign sum ("$400 million") can be off by; 1 % is ordinary rounding.
-- "Over X" is read as X or a little more: "over 50 million" agrees with 51.2 million and contradicts 90 million.
WITH amounts AS (
    SELECT
        * REPLACE (CASE WHEN value_max = value THEN NULL ELSE value_max END AS value_max),
        CASE WHEN currency IS NULL THEN value ELSE value_cny END AS amount,
        amount * coalesce(value_max / nullif(value, 0), 1) AS amount_max,
        rtrim(replace(split_part(printf('%.5e', amount), 'e', 1), '.', ''), '0') AS digits,
        greatest(length(rtrim(replace(split_part(printf('%.5e', value), 'e', 1), '.', ''), '0')), 1) AS precision,
        abs(value) / pow(10, floor(log10(nullif(abs(value), 0)))) AS mantissa
    FROM staging.rated_claims
),
widths AS (
    SELECT
        * EXCLUDE (precision, mantissa),
        CASE
            WHEN is_converted THEN greatest(0.02, 0.5 * pow(10, 1 - precision) / mantissa)
            WHEN bound = 'approx' THEN 0.025
            ELSE 0.01
        END AS width,
        CASE WHEN shape IN ('milestone', 'item') THEN 1.05 ELSE 1.15 END AS over
    FROM amounts
)
SELECT
    * EXCLUDE (width, over),
    CASE
        WHEN amount IS NULL THEN 0
        WHEN bound = 'at_most' THEN amount * 0.95
        ELSE amount * (1 - width)
    END AS low,
    CASE
        WHEN amount IS NULL THEN 0
        WHEN bound = 'at_least' THEN amount * over
        ELSE coalesce(amount_max, amount) * (1 + width)
    END AS high,
    amount IS NULL OR (bound IN ('exact', 'approx') AND NOT is_converted) AS is_tight,
    md5(concat_ws('|', coalesce(season, 0), app, kind, measure, counted)) AS subject_id
FROM widths
