-- Fewer than 98 of 100 facts have an archive record and an address behind each of their claims.
-- Asked from 20 facts on: of a handful, one that was handed in without its address is no fault.
WITH proven AS (
    SELECT fact_id, bool_and(url IS NOT NULL AND warc_file IS NOT NULL AND payload_digest IS NOT NULL) AS is_proven
    FROM marts.evidence
    GROUP BY fact_id
),
counted AS (
    SELECT count(*) AS facts, count(*) FILTER (is_proven) AS with_all, with_all / facts AS share
    FROM proven
)
SELECT
    'this release' AS subject,
    share AS value,
    0.98 AS expected,
    format('{} of {} facts rest on a claim without archive record or address', facts - with_all, facts) AS message
FROM counted
WHERE facts >= 20 AND share < 0.98
