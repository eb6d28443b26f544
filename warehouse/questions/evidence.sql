-- One row per claim behind the fact `fact_id`, the earliest publication first: the columns of marts.evidence.
-- It answers for the file that was opened, not for one attached to it.
CREATE OR REPLACE MACRO main.evidence(fact_id) AS TABLE
SELECT proof.*
FROM marts.evidence AS proof
WHERE proof.fact_id = fact_id
ORDER BY proof.published_at NULLS LAST, proof.claim_id
