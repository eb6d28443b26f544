-- One row per fact and claim, in the order of fact_id: which claims stand behind which fact.
SELECT judged.fact_id, claims.claim_id, claims.article_id, claims.text_sha256, candidates.is_inside
FROM staging.judged_values AS judged
JOIN staging.candidates AS candidates USING (candidate_id)
JOIN staging.claims AS claims USING (claim_id)
ORDER BY judged.fact_id, claims.claim_id
