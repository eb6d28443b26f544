-- One row per festival with facts, watched app and figure of a comparison: how much is known, and where the gaps are.
-- Counted is all that is said of the figure, values that lost included; `has_figure` is false where none stands.
WITH wanted AS (
    SELECT seasons.season, apps.id AS app, measure
    FROM (SELECT DISTINCT season FROM marts.facts WHERE season IN (SELECT season FROM raw.seasons)) AS seasons
    CROSS JOIN raw.apps AS apps
    CROSS JOIN unnest([
        'budget', 'prize_max', 'coupon', 'dau', 'mau', 'orders', 'interactions', 'messages', 'participants', 'users',
        'launch', 'end'
    ]) AS measures (measure)
),
said AS (
    SELECT
        facts.season,
        facts.app,
        facts.measure,
        count(DISTINCT facts.fact_id) AS facts,
        count(DISTINCT proof.claim_id) AS claims,
        count(DISTINCT proof.origin_key) AS origins,
        string_agg(DISTINCT proof.lang, ', ' ORDER BY proof.lang) AS languages,
        max(proof.published_at) AS newest_claim_at,
        bool_or(facts.rank = 'preferred') AS has_figure
    FROM marts.facts AS facts
    JOIN marts.evidence AS proof USING (fact_id)
    GROUP BY facts.season, facts.app, facts.measure
)
SELECT
    wanted.season,
    wanted.app,
    wanted.measure,
    coalesce(said.facts, 0) AS facts,
    coalesce(said.claims, 0) AS claims,
    coalesce(said.origins, 0) AS origins,
    said.languages,
    said.newest_claim_at,
    coalesce(said.has_figure, false) AS has_figure
FROM wanted
LEFT JOIN said USING (season, app, measure)
ORDER BY wanted.season, wanted.app, wanted.measure
