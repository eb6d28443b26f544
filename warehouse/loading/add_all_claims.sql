-- The claims of a batch in which every version is fresh and in force go straight in, and nothing is looked up.
INSERT INTO raw.claims BY NAME
SELECT *, $rules_version AS rules_version, CAST($at AS TIMESTAMPTZ) AS first_seen_at
FROM incoming_claims
