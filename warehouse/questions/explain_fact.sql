-- One row per node of the tree below the fact `fact_id`: the fact, its claims, their articles, their archive records.
-- `says` is what the node contributes, `found_at` where to look it up; read it in the order of `place`.
-- It answers for the file that was opened, not for one attached to it.
CREATE OR REPLACE MACRO main.explain_fact(fact_id) AS TABLE
WITH proof AS (
    SELECT
        evidence.*,
        stories.copies,
        stories.lead_outlet,
        row_number() OVER (ORDER BY evidence.published_at NULLS LAST, evidence.claim_id) AS claim_place
    FROM marts.evidence AS evidence
    LEFT JOIN staging.stories AS stories USING (article_id)
    WHERE evidence.fact_id = fact_id
)
SELECT
    [0] AS place, 'fact' AS node, facts.fact_id AS id, NULL AS parent_id,
    concat_ws(' ', facts.season, facts.app, facts.measure, facts.bound,
        staging.figure(coalesce(facts.value_cny, facts.value)),
        CASE WHEN facts.value_cny IS NOT NULL THEN 'CNY' ELSE facts.unit END,
        '[' || facts.rank || ', ' || facts.status || ']', facts.reason) AS says,
    facts.as_of AS found_at
FROM marts.facts AS facts
WHERE facts.fact_id = fact_id
UNION ALL BY NAME
SELECT
    [claim_place, 0] AS place, 'claim' AS node, claim_id AS id, proof.fact_id AS parent_id, quote AS says,
    concat_ws(', ', 'counts as ' || origin_key, basis, confidence || ' (' || confidence_reason || ')', 'rule ' || rule)
        AS found_at
FROM proof
UNION ALL BY NAME
SELECT
    [claim_place, 1] AS place, 'article' AS node, article_id AS id, claim_id AS parent_id,
    concat_ws(', ', publisher, title, CAST(timezone('Asia/Shanghai', published_at) AS VARCHAR) || ' (Shanghai)',
        CASE WHEN copies > 1 THEN 'one of ' || copies || ' copies of a story that ' || lead_outlet || ' told first' END)
        AS says,
    url AS found_at
FROM proof
UNION ALL BY NAME
SELECT
    [claim_place, 2] AS place, 'archive record' AS node, payload_digest AS id, article_id AS parent_id,
    'fetched ' || CAST(timezone('Asia/Shanghai', fetched_at) AS VARCHAR) || ' (Shanghai)' AS says,
    warc_file || ' at byte ' || warc_offset AS found_at
FROM proof
ORDER BY place
