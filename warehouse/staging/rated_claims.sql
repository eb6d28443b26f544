-- One row per current claim of foreign money that gives no yuan: the nearest earlier rate, else the next later one.
WITH foreign_claims AS (
    SELECT claim_id, currency, rate_on
    FROM staging.current_claims
    WHERE currency <> 'CNY' AND value_cny IS NULL
)
SELECT
    claims.claim_id,
    claims.currency,
    coalesce(earlier.cny_per_unit, later.cny_per_unit) AS cny_per_unit,
    CASE WHEN earlier.rate_on IS NOT NULL THEN earlier.rate_on ELSE later.rate_on END AS rate_on
FROM foreign_claims AS claims
ASOF LEFT JOIN raw.fx_rates AS earlier
    ON claims.currency = earlier.currency AND claims.rate_on >= earlier.rate_on
ASOF LEFT JOIN raw.fx_rates AS later
    ON claims.currency = later.currency AND claims.rate_on <= later.rate_on
