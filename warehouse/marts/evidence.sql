-- One row per fact and claim: the sentence behind the number, where it was printed and where it is archived.
SELECT
    proof.fact_id,
    said.claim_id,
    said.quote,
    said.quote_start,
    said.quote_end,
    said.number_start,
    said.number_end,
    said.value,
    claims.value_max,
    said.unit,
    said.currency,
    claims.value_cny,
    claims.cny_basis,
    said.bound,
    said.as_of,
    said.article_id,
    articles.title,
    articles.publisher,
    articles.tier,
    articles.url,
    articles.published_at,
    articles.fetched_at,
    articles.lang,
    said.basis,
    said.origin,
    origins.origin_key,
    origins.report_key,
    stories.story_id,
    stories.lead_article_id,
    said.confidence,
    said.confidence_reason,
    said.rule,
    said.rules_version,
    articles.warc_file,
    articles.warc_offset,
    articles.payload_digest
FROM staging.fact_claims AS proof
JOIN staging.current_claims AS said USING (claim_id)
JOIN staging.claims AS claims USING (claim_id)
JOIN staging.origins AS origins USING (claim_id)
JOIN staging.stories AS stories ON said.article_id = stories.article_id
JOIN raw.articles AS articles ON said.article_id = articles.article_id AND said.text_sha256 = articles.text_sha256
WHERE articles.superseded_at IS NULL
ORDER BY proof.fact_id, articles.published_at, said.claim_id
