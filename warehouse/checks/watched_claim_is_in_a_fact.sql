-- No claim about a watched app is lost on the way to the facts.
SELECT claims.claim_id, claims.app, claims.measure
FROM staging.claims AS claims
JOIN raw.apps AS apps ON claims.app = apps.id
ANTI JOIN marts.evidence AS evidence ON claims.claim_id = evidence.claim_id
