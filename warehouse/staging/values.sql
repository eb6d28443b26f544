-- One row per candidate value: who supports it, in the words that most of its origins use.
-- Yuan as stated come before a conversion. Of words that as many use, the weaker stand: "10 million" is what a headline
-- makes of "over 10 million". The day most claims give is its day, and
-- a day that was only guessed (staging.periods) is none. A sum that we converted is no more exact than its rounding.
-- Two values that round to the same three digits are told apart by a number, so that each has an id of its own.
-- One report is one origin at most, even if it says the figure once by itself and once in the company's name. Words
-- that allow a wide span confirm none of its values: "from less than 10 million" is no origin of 7.07 million.
WITH summed AS (
    SELECT
        candidate_id, subject_id, season, app, kind, measure, shape, counted, period,
        first(struct_pack(
            value, value_max, unit, currency, value_cny, is_converted, bound, amount, amount_max, low,
            high, digits, "count"
        ) ORDER BY
            NOT is_inside, is_converted, currency IS DISTINCT FROM 'CNY', same_words DESC,
            same_reports DESC, list_position(['at_least', 'at_most', 'approx', 'range', 'exact'], bound),
            basis_rank, amount, claim_id) AS said,
        first(basis ORDER BY basis_rank) AS basis,
        min(basis_rank) AS basis_rank,
        first(as_of ORDER BY as_of IS NULL, length(as_of) < 10, same_day DESC, as_of) AS stated_as_of,
        first(same_day ORDER BY as_of IS NULL, length(as_of) < 10, same_day DESC, as_of) AS same_day,
        count(*) FILTER (starts_with(as_of, period)) AS same_period,
        bool_or(is_dated) AS is_dated,
        count(DISTINCT report_key) AS reports,
        least(
            count(DISTINCT origin_key) FILTER (is_inside OR low >= 0.8 * high),
            count(DISTINCT report_key) FILTER (is_inside OR low >= 0.8 * high)
        ) AS origins,
        bit_xor(DISTINCT md5_number_lower(report_key)) AS voices,
        count(*) AS claims,
        min(origin_name) AS an_origin,
        min(first_seen_at) AS first_seen_at,
        max(last_seen_at) AS last_seen_at,
        max(said_on) AS last_said_on
    FROM staging.votes
    GROUP BY ALL
),
numbered AS (
    SELECT
        *,
        coalesce(printf('%.2e', said.amount), '') AS rounded,
        row_number() OVER (
            PARTITION BY subject_id, period, rounded ORDER BY reports DESC, said.amount, candidate_id
        ) AS place
    FROM summed
)
SELECT
    * EXCLUDE (said, stated_as_of, rounded, place, same_day, same_period),
    said.value, said.value_max, said.unit, said.currency, said.value_cny, said.is_converted, said.amount,
    said.amount_max, said.low, said.high, said.digits, said."count",
    CASE WHEN said.is_converted AND said.bound = 'exact' THEN 'approx' ELSE said.bound END AS bound,
    coalesce(CASE WHEN shape <> 'level' OR is_dated THEN nullif(period, '') END, stated_as_of) AS as_of,
    CASE
        WHEN (shape <> 'level' OR is_dated) AND period <> '' THEN same_period
        WHEN stated_as_of IS NULL THEN 0
        ELSE same_day
    END AS day_claims,
    CASE WHEN basis_rank <= 3 THEN 'stated' ELSE basis END AS family,
    left(md5(concat_ws('|', subject_id, period, rounded, CASE WHEN place > 1 THEN place END)), 16) AS fact_id
FROM numbered
