-- One row per current claim with money in yuan: as stated, or at the nearest earlier rate, else the nearest later one.
WITH rated AS (
    SELECT
        claims.*,
        coalesce(earlier.cny_per_unit, later.cny_per_unit) AS rate,
        CASE WHEN earlier.rate_on IS NOT NULL THEN earlier.rate_on ELSE later.rate_on END AS day_of_rate
    FROM staging.current_claims AS claims
    ASOF LEFT JOIN raw.fx_rates AS earlier
        ON claims.currency = earlier.currency AND claims.rate_on >= earlier.rate_on
    ASOF LEFT JOIN raw.fx_rates AS later
        ON claims.currency = later.currency AND claims.rate_on <= later.rate_on
)
SELECT
    * EXCLUDE (value_cny, cny_basis, rate, day_of_rate, rate_on),
    CASE
        WHEN currency IS NULL THEN NULL
        WHEN value_cny IS NOT NULL THEN value_cny
        WHEN currency = 'CNY' THEN value
        ELSE value * rate
    END AS value_cny,
    CASE
        WHEN currency IS NULL THEN NULL
        WHEN value_cny IS NOT NULL THEN coalesce(cny_basis, 'yuan as stated by the article')
        WHEN currency = 'CNY' THEN 'stated in yuan'
        WHEN rate IS NULL THEN 'no rate for ' || currency || ' in config/fx_rates.toml'
        ELSE currency || ' at ' || rate || ' yuan, rate of ' || day_of_rate
    END AS cny_basis,
    coalesce(value_cny IS NULL AND currency <> 'CNY', false) AS is_converted
FROM rated
