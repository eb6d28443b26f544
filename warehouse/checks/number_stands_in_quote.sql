-- A claim's figure lies inside its quote.
SELECT claim_id, article_id, quote_start, quote_end, number_start, number_end
FROM staging.current_claims
WHERE NOT (quote_start <= number_start AND number_start < number_end AND number_end <= quote_end)
