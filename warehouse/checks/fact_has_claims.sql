-- Every fact lists as many claims as it counts, and at least one.
SELECT facts.fact_id, facts.claims, count(evidence.claim_id) AS listed
FROM marts.facts AS facts
LEFT JOIN marts.evidence AS evidence USING (fact_id)
GROUP BY ALL
HAVING facts.claims <> count(evidence.claim_id) OR facts.claims < 1
