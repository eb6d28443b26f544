-- A claim's quote is the text of its article at its span (offsets count characters from 0; SQL counts from 1).
SELECT claims.claim_id, claims.article_id, claims.quote_start, claims.quote_end, claims.quote
FROM staging.current_claims AS claims
JOIN raw.articles AS articles USING (article_id, text_sha256)
WHERE substring(articles.text, claims.quote_start + 1, claims.quote_end - claims.quote_start)
    IS DISTINCT FROM claims.quote
