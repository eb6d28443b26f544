-- One row per season, app and headline figure: the preferred fact that stands for it in a comparison.
-- A budget, a cap or a coupon is the best supported one. Reach is its peak among what two independent reports give
-- (else the peak of all): a lone misreading, orders taken for users, must not become the headline. Rumours come last.
-- An "up to" is no peak while anything else is. A range ranks by its lower end; `amount_max` is the upper one.
SELECT
    season, app, figure, amount AS value, as_of, first_on, last_on, bound, is_unstated, status, origins, claims, fact_id,
    amount_max
FROM staging.headline_candidates
WHERE rank = 'preferred'
QUALIFY row_number() OVER (
    PARTITION BY season, app, figure
    ORDER BY
        is_unstated,
        kind = 'reach' AND bound = 'at_most',
        kind = 'reach' AND reports < 2,
        CASE WHEN kind = 'reach' THEN -amount ELSE -origins END,
        reports DESC, claims DESC, as_of, fact_id
) = 1
