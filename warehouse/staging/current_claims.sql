-- One row per claim that the current version of its article makes under the current rules.
-- `said_on` is the day of publication in Shanghai (the fetch, where none is known); `rate_on` the day to convert at.
SELECT
    claims.* EXCLUDE (superseded_at, first_seen_at),
    history.first_seen_at,
    articles.last_fetched_at AS last_seen_at,
    articles.publisher,
    articles.tier,
    articles.source_id,
    articles.published_at,
    articles.fetched_at,
    CAST(timezone('Asia/Shanghai', coalesce(articles.published_at, articles.fetched_at)) AS DATE) AS said_on,
    coalesce(TRY_CAST(claims.as_of AS DATE), said_on) AS rate_on,
    coalesce(measures.shape, 'item') AS shape,
    coalesce(contains(articles.title, claims.quote), false) AS is_in_title,
    CASE
        WHEN claims.currency IS NOT NULL OR claims.measure IN ('dau', 'wau', 'mau') THEN ''
        WHEN units.unit IS NOT NULL THEN ''
        ELSE coalesce(lower(trim(claims.unit)), '')
    END AS counted
FROM raw.claims AS claims
JOIN staging.current_articles AS articles USING (article_id, text_sha256)
JOIN (SELECT claim_id, min(first_seen_at) AS first_seen_at FROM raw.claims GROUP BY claim_id) AS history
    USING (claim_id)
LEFT JOIN staging.measures AS measures ON claims.kind = measures.kind AND claims.measure = measures.measure
LEFT JOIN staging.units AS units ON lower(trim(claims.unit)) = units.unit
WHERE claims.superseded_at IS NULL
