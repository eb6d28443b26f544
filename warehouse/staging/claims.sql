-- One row per current claim with money in yuan and the interval [low, high] that its words allow.
-- `amount` is what is compared: yuan for money, else the number. `digits` are its leading digits without zeros. Half a
-- unit of the last digit is what a rounded foreign sum can be off by, 1 % is ordinary rounding, and one digit in a title
-- is "about". "Over X" is X or a little more: "over 50 million" agrees with 51.2 million and contradicts 90 million. Of a
-- level, "under X" may be half of it. The day of a fetch is no day of speaking: `said_on` is empty where nothing says
-- when the article was published. Sentences and what else only evidence needs stay in staging.current_claims.
WITH amounts AS (
    SELECT
        claims.* EXCLUDE (
            rate_on, quote, quote_end, number_start, number_end, confidence, confidence_reason, rule, rules_version,
            origin, publisher, tier, source_id, fetched_at
        ) REPLACE (
            CASE WHEN claims.value_max = claims.value THEN NULL ELSE claims.value_max END AS value_max,
            CASE WHEN claims.published_at IS NOT NULL THEN claims.said_on END AS said_on,
            CASE
                WHEN claims.currency IS NULL THEN NULL
                WHEN claims.value_cny IS NOT NULL THEN claims.value_cny
                WHEN claims.currency = 'CNY' THEN claims.value
                ELSE claims.value * rated.cny_per_unit
            END AS value_cny,
            CASE
                WHEN claims.currency IS NULL THEN NULL
                WHEN claims.value_cny IS NOT NULL THEN coalesce(claims.cny_basis, 'yuan as stated by the article')
                WHEN claims.currency = 'CNY' THEN 'stated in yuan'
                WHEN rated.cny_per_unit IS NULL THEN 'no rate for ' || claims.currency || ' in config/fx_rates.toml'
                ELSE claims.currency || ' at ' || rated.cny_per_unit || ' yuan, rate of ' || rated.rate_on
            END AS cny_basis
        ),
        rated.claim_id IS NOT NULL AS is_converted
    FROM staging.current_claims AS claims
    LEFT JOIN staging.rated_claims AS rated USING (claim_id)
),
widths AS (
    SELECT
        *,
        CASE WHEN currency IS NULL THEN value ELSE value_cny END AS amount,
        amount * coalesce(value_max / nullif(value, 0), 1) AS amount_max,
        rtrim(replace(split_part(printf('%.5e', amount), 'e', 1), '.', ''), '0') AS digits,
        greatest(length(rtrim(replace(split_part(printf('%.5e', value), 'e', 1), '.', ''), '0')), 1) AS precision,
        abs(value) / pow(10, floor(log10(nullif(abs(value), 0)))) AS mantissa,
        CASE
            WHEN is_converted THEN greatest(0.02, 0.5 * pow(10, 1 - precision) / mantissa)
            WHEN bound = 'approx' OR is_in_title AND length(digits) = 1 THEN 0.025
            ELSE 0.01
        END AS width,
        CASE WHEN shape IN ('milestone', 'item') THEN 1.05 ELSE 1.15 END AS over,
        CASE WHEN shape = 'level' THEN 0.5 ELSE 0.95 END AS below
    FROM amounts
)
SELECT
    * EXCLUDE (width, over, below, precision, mantissa, is_in_title),
    coalesce(CASE WHEN bound = 'at_most' THEN amount * below ELSE amount * (1 - width) END, 0) AS low,
    coalesce(CASE bound WHEN 'at_least' THEN amount * over ELSE coalesce(amount_max, amount) * (1 + width) END, 0)
        AS high,
    amount IS NULL OR (bound IN ('exact', 'approx') AND NOT is_converted) AS is_tight,
    md5(concat_ws(
        '|', coalesce(season, 0), app, kind, measure, counted,
        CASE WHEN amount IS NULL AND value IS NOT NULL THEN currency || value END
    )) AS subject_id
FROM widths
