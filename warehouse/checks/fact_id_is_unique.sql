-- No two values of marts.facts share a fact_id.
SELECT fact_id, count(*) AS copies
FROM marts.facts
GROUP BY fact_id
HAVING count(*) > 1
