-- One row per current claim: the independent voice it counts for.
-- A named third party (a tracker, another paper) is one voice however many quote it. Else the voice is the outlet
-- that printed the sentence first: copies of a text, or of a long sentence in it, are one. What the company itself
-- said counts once per outlet that heard it, since a misheard figure is the outlet's.
WITH sentences AS (
    SELECT
        claims.claim_id,
        claims.basis,
        lower(trim(claims.origin)) AS named,
        stories.lead_outlet,
        stories.told_at,
        regexp_replace(lower(claims.quote), '[^\p{L}\p{N}]+', '', 'g') AS words,
        CASE WHEN length(words) >= 20 THEN md5(words) ELSE claims.claim_id END AS sentence_id
    FROM staging.claims AS claims
    JOIN staging.stories AS stories USING (article_id, text_sha256)
),
printed AS (
    SELECT
        *,
        lower(first_value(lead_outlet) OVER (
            PARTITION BY sentence_id ORDER BY told_at, lead_outlet, claim_id
        )) AS first_outlet
    FROM sentences
)
SELECT
    claim_id,
    first_outlet AS report_key,
    CASE
        WHEN named <> '' AND basis <> 'official' THEN 'said by ' || named
        ELSE 'reported by ' || first_outlet
    END AS origin_key
FROM printed
