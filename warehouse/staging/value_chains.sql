-- One row per current claim whose value is stated outright: the chain of values it is in, each near the one before.
-- A value is near another if their intervals overlap; a gap starts a new chain.
WITH tight AS (
    SELECT claims.claim_id, claims.subject_id, periods.period, claims.amount, claims.low, claims.high
    FROM staging.claims AS claims
    JOIN staging.periods AS periods USING (claim_id)
    WHERE claims.is_tight
),
steps AS (
    SELECT
        *,
        coalesce(low > max(high) OVER (
            PARTITION BY subject_id, period ORDER BY low, high, claim_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), false) AS is_gap
    FROM tight
)
SELECT
    claim_id,
    subject_id,
    period,
    amount,
    low,
    high,
    count_if(is_gap) OVER (PARTITION BY subject_id, period ORDER BY low, high, claim_id) AS chain
FROM steps
