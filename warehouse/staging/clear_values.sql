-- One row per current claim whose value is stated outright: the run of values it is in, of which each agrees with all.
-- A chain whose ends agree is one run. Else it is cut: the value of most reports comes first, and each joins the first
-- run that agrees with it.
WITH too_long AS (
    SELECT subject_id, period, chain
    FROM staging.value_chains
    GROUP BY ALL
    HAVING max(low) > min(high)
),
spans AS (
    SELECT subject_id, period, chain, low, high, count(DISTINCT origins.report_key) AS reports
    FROM staging.value_chains AS chains
    JOIN too_long USING (subject_id, period, chain)
    JOIN staging.origins AS origins USING (claim_id)
    GROUP BY ALL
),
pieces AS (
    -- Each piece is what all its spans have in common; a span that has nothing in common with any starts a piece.
    SELECT
        subject_id, period, chain,
        list_reduce(
            list([struct_pack(low, high)] ORDER BY reports DESC, low, high),
            lambda found, span: CASE
                WHEN staging.first_overlap(found, span[1].low, span[1].high) IS NULL THEN list_concat(found, span)
                ELSE list_transform(found, lambda one, place: CASE
                    WHEN place = staging.first_overlap(found, span[1].low, span[1].high)
                        THEN struct_pack(low := greatest(one.low, span[1].low), high := least(one.high, span[1].high))
                    ELSE one
                END)
            END
        ) AS pieces
    FROM spans
    GROUP BY ALL
)
SELECT
    chains.claim_id,
    chains.subject_id,
    chains.period,
    chains.amount,
    concat_ws('.', chains.chain, staging.first_overlap(pieces.pieces, chains.low, chains.high)) AS run
FROM staging.value_chains AS chains
LEFT JOIN pieces USING (subject_id, period, chain)
