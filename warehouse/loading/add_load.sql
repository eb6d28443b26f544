-- The load as a row of raw.loads.
INSERT INTO raw.loads BY NAME
SELECT
    CAST($at AS TIMESTAMPTZ) AS loaded_at, $run_id AS run_id, $flow AS flow, $rules_version AS rules_version,
    $articles_new AS articles_new, $articles_superseded AS articles_superseded,
    $claims_new AS claims_new, $claims_superseded AS claims_superseded
