-- An amount of money has its yuan value and the way it was found, or the reason why there is none.
SELECT claim_id, article_id, value, currency, value_cny, cny_basis
FROM staging.claims
WHERE currency IS NOT NULL AND value IS NOT NULL AND cny_basis IS NULL
