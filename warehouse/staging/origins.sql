-- One row per current claim: the independent voice and the independent report it counts for.
-- What the firm itself said is one voice, however many outlets heard it; so is a tracker, under whichever of its names.
-- Else the voice is the outlet that printed the sentence first: copies of a story, or of a long sentence, are one.
-- An article with a date and no time may be of any hour of that day, so it comes after those that tell theirs.
-- `report_key` is that outlet always: a figure is misheard by an outlet, so slips and disputes are weighed by reports.
WITH long_quotes AS (
    SELECT quote, md5(words) AS sentence_id
    FROM (
        SELECT quote, regexp_replace(lower(quote), '[^\p{L}\p{N}]+', '', 'g') AS words
        FROM (SELECT DISTINCT quote FROM staging.current_claims WHERE length(quote) >= 20)
    )
    WHERE length(words) >= 20
),
sentences AS (
    SELECT
        claims.claim_id,
        stories.story_id, stories.lead_outlet, articles.told_by,
        coalesce(long_quotes.sentence_id, claims.claim_id) AS sentence_id,
        CASE
            WHEN claims.basis = 'official'
                THEN coalesce(lower(split_part(apps.name_en, ' ', 1)), replace(claims.app, 'other:', ''))
            ELSE lower(coalesce(voices.voice, nullif(trim(claims.origin), '')))
        END AS said_by
    FROM staging.current_claims AS claims
    JOIN staging.stories AS stories USING (article_id, text_sha256)
    JOIN staging.current_articles AS articles USING (article_id, text_sha256)
    LEFT JOIN long_quotes USING (quote)
    LEFT JOIN raw.apps AS apps ON claims.app = apps.id
    LEFT JOIN raw.voices AS voices ON lower(trim(claims.origin)) = voices.name
),
printed AS (
    SELECT
        *,
        lower(first_value(lead_outlet) OVER (
            PARTITION BY sentence_id ORDER BY told_by, lead_outlet, claim_id
        )) AS first_outlet
    FROM sentences
)
SELECT
    claim_id,
    first_outlet AS report_key,
    coalesce('said by ' || said_by, 'reported by ' || first_outlet) AS origin_key,
    story_id,
    said_by
FROM printed
