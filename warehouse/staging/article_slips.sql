-- One row per candidate value that nobody else gives and whose every article is off by the same power of ten elsewhere.
-- Such an article has two figures or more, of other apps or measures, that others put ten times lower: what it says
-- alone in the same word (billions) is no better. Smaller figures of it, in another word, are left alone.
WITH slipped AS (
    SELECT votes.article_id, votes.subject_id, slips.tens, "values".amount
    FROM staging.votes AS votes
    JOIN staging.slips AS slips USING (candidate_id)
    JOIN staging.values AS "values" USING (candidate_id)
    WHERE NOT slips.is_even AND slips.tens <> 0
),
habits AS (
    SELECT
        article_id,
        tens,
        count(DISTINCT subject_id) AS figures,
        pow(1000, floor(log10(min(amount)) / 3)) AS least
    FROM slipped
    GROUP BY article_id, tens
    HAVING count(DISTINCT subject_id) > 1
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY figures DESC, tens DESC) = 1
),
alone AS (
    SELECT candidate_id, amount, claims
    FROM staging.values
    WHERE reports = 1 AND amount IS NOT NULL
        AND candidate_id NOT IN (SELECT candidate_id FROM staging.slips WHERE NOT is_even)
)
SELECT
    alone.candidate_id,
    habits.tens,
    alone.amount / pow(10, habits.tens) AS usual_amount,
    max(habits.figures) AS figures
FROM alone
JOIN staging.votes AS votes USING (candidate_id)
JOIN habits ON votes.article_id = habits.article_id AND alone.amount >= habits.least
GROUP BY alone.candidate_id, alone.amount, alone.claims, habits.tens
HAVING count(*) = alone.claims
