-- One row per value of marts.disputes and one of its newest sentences: at most three, of as many independent reports as
-- there are, so that twenty copies of one do not hide the other outlets. All its sentences stand in marts.evidence.
WITH told AS (
    SELECT
        rowid AS told_at,
        fact_id,
        claim_id,
        published_at,
        count(*) OVER (PARTITION BY fact_id) AS sentences,
        row_number() OVER (
            PARTITION BY fact_id, report_key ORDER BY published_at DESC NULLS LAST, claim_id
        ) AS place_in_report
    FROM marts.evidence
    WHERE fact_id IN (SELECT fact_id FROM marts.disputes)
),
newest AS (
    SELECT
        told_at,
        sentences,
        place_in_report,
        row_number() OVER (
            PARTITION BY fact_id ORDER BY place_in_report, published_at DESC NULLS LAST, claim_id
        ) AS place
    FROM told
    WHERE place_in_report <= 3
    QUALIFY place <= 3
)
SELECT
    said.fact_id,
    newest.place,
    said.claim_id,
    said.quote,
    said.quote_start,
    said.number_start,
    said.number_end,
    said.publisher,
    said.published_at,
    said.title,
    said.url,
    said.warc_file,
    said.warc_offset,
    said.payload_digest,
    newest.sentences,
    newest.place_in_report
FROM newest
JOIN marts.evidence AS said ON newest.told_at = said.rowid
ORDER BY said.fact_id, newest.place
