-- One row per season, app and headline figure: the preferred fact that stands for it in a comparison.
-- A budget, a cap or a coupon is the best supported one. Reach is its peak among what two independent reports give (else
-- the peak of all): a lone misreading, orders taken for users, must not become the headline. Rumours come last.
WITH preferred AS (
    SELECT
        *,
        basis IN ('rumour', 'forecast') AS is_unstated,
        CASE measure
            WHEN 'dau' THEN 'peak_dau'
            WHEN 'mau' THEN 'peak_mau'
            ELSE measure
        END AS figure
    FROM marts.facts
    WHERE rank = 'preferred' AND season IS NOT NULL
        AND measure IN (
            'budget', 'prize_max', 'coupon', 'dau', 'mau', 'orders', 'interactions', 'messages', 'users',
            'launch', 'sponsor'
        )
)
SELECT season, app, figure, coalesce(value_cny, value) AS value, as_of, bound, status, origins, claims, fact_id
FROM preferred
QUALIFY row_number() OVER (
    PARTITION BY season, app, figure
    ORDER BY
        is_unstated,
        kind = 'reach' AND reports < 2,
        CASE WHEN kind = 'reach' THEN -value ELSE -origins END,
        reports DESC, claims DESC, as_of, fact_id
) = 1
