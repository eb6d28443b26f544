-- A claim_id is in force at most once.
SELECT claim_id, count(*) AS copies
FROM raw.claims
WHERE superseded_at IS NULL
GROUP BY claim_id
HAVING count(*) > 1
