-- One row per fact and claim: the sentence behind the number, where it was printed and where it is archived.
SELECT
    "values".fact_id,
    claims.claim_id,
    claims.quote,
    claims.quote_start,
    claims.quote_end,
    claims.number_start,
    claims.number_end,
    claims.value,
    claims.value_max,
    claims.unit,
    claims.currency,
    claims.value_cny,
    claims.cny_basis,
    claims.bound,
    claims.as_of,
    claims.article_id,
    articles.title,
    articles.publisher,
    articles.tier,
    articles.url,
    articles.published_at,
    articles.fetched_at,
    articles.lang,
    claims.basis,
    claims.origin,
    origins.origin_key,
    claims.confidence,
    claims.confidence_reason,
    claims.rule,
    articles.warc_file,
    articles.warc_offset,
    articles.payload_digest
FROM staging.claims AS claims
JOIN staging.candidates AS candidates USING (claim_id)
JOIN staging.judged_values AS "values" USING (candidate_id)
JOIN staging.origins AS origins USING (claim_id)
JOIN raw.articles AS articles USING (article_id, text_sha256)
WHERE articles.superseded_at IS NULL
ORDER BY fact_id, articles.published_at, claim_id
