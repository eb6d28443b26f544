-- One row per claim that a load gave or took without bringing its article: what new rules, or a new version of the
-- article, changed. A claim that came with a new article is news and has no row.
WITH changed AS (
    SELECT
        claims.claim_id,
        claims.first_seen_at AS loaded_at,
        struct_pack(claims.rules_version, claims.article_id, claims.app, claims.measure, claims.value, claims.quote)
            AS after,
        NULL AS before
    FROM raw.claims AS claims
    JOIN (SELECT article_id, min(first_seen_at) AS seen_at FROM raw.articles GROUP BY article_id) AS articles
        USING (article_id)
    WHERE claims.first_seen_at > articles.seen_at
    UNION ALL BY NAME
    SELECT
        claim_id,
        superseded_at AS loaded_at,
        struct_pack(rules_version, article_id, app, measure, value, quote) AS before
    FROM raw.claims
    WHERE superseded_at IS NOT NULL
),
merged AS (
    SELECT claim_id, loaded_at, any_value(before) AS before, any_value(after) AS after
    FROM changed
    GROUP BY claim_id, loaded_at
),
loads AS (
    SELECT loaded_at, min(flow) AS flow, max(rules_version) AS rules_version
    FROM raw.loads
    GROUP BY loaded_at
)
SELECT
    merged.loaded_at,
    loads.flow,
    coalesce(merged.after.rules_version, loads.rules_version) AS rules_version,
    CASE
        WHEN merged.before IS NULL THEN 'gained'
        WHEN merged.after IS NULL THEN 'lost'
        ELSE 'read otherwise'
    END AS change,
    merged.claim_id,
    coalesce(merged.after.article_id, merged.before.article_id) AS article_id,
    coalesce(merged.after.app, merged.before.app) AS app,
    coalesce(merged.after.measure, merged.before.measure) AS measure,
    merged.before.value AS value_before,
    merged.after.value AS value_after,
    coalesce(merged.after.quote, merged.before.quote) AS quote
FROM merged
LEFT JOIN loads USING (loaded_at)
ORDER BY merged.loaded_at, app, measure, claim_id
