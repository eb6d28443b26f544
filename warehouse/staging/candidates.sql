-- One row per current claim: the candidate value it supports.
-- A bounded or converted claim supports the outright value its interval holds (its own, else the most claimed one);
-- claims that fit none stand for a value of their own. `is_inside`: its amount is one of the value's, no mere bound.
WITH runs AS (
    SELECT subject_id, period, run, min(amount) AS low, max(amount) AS high, count(*) AS support
    FROM staging.clear_values
    GROUP BY ALL
),
loose AS (
    SELECT claims.*, periods.period
    FROM staging.claims AS claims
    JOIN staging.periods AS periods USING (claim_id)
    WHERE NOT claims.is_tight
),
fitted AS (
    SELECT
        loose.claim_id,
        loose.amount BETWEEN runs.low AND runs.high AS is_inside,
        runs.run
    FROM loose
    JOIN runs ON loose.subject_id = runs.subject_id AND loose.period = runs.period
        AND loose.low <= runs.high AND runs.low <= loose.high
    QUALIFY row_number() OVER (
        PARTITION BY loose.claim_id ORDER BY is_inside DESC, runs.support DESC, runs.low
    ) = 1
),
alone AS (
    SELECT
        claim_id, subject_id, period,
        CASE WHEN is_converted THEN low ELSE amount * 0.99 END AS low,
        CASE WHEN is_converted THEN high ELSE amount * 1.01 END AS high
    FROM loose
    ANTI JOIN fitted USING (claim_id)
),
steps AS (
    SELECT
        *,
        coalesce(low > max(high) OVER (
            PARTITION BY subject_id, period ORDER BY low, high, claim_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), false) AS is_gap
    FROM alone
),
placed AS (
    SELECT claim_id, subject_id, period, 'clear ' || run AS place, true AS is_inside FROM staging.clear_values
    UNION ALL
    SELECT claim_id, loose.subject_id, loose.period, 'clear ' || fitted.run, fitted.is_inside
    FROM loose JOIN fitted USING (claim_id)
    UNION ALL
    SELECT
        claim_id, subject_id, period,
        'loose ' || count_if(is_gap) OVER (PARTITION BY subject_id, period ORDER BY low, high, claim_id),
        true
    FROM steps
)
SELECT claim_id, is_inside, md5(concat_ws('|', subject_id, period, place)) AS candidate_id
FROM placed
