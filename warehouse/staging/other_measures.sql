-- One row per candidate value of reach that one report gives and more reports give for another measure of the campaign.
-- "200 million users" where three others count 200 million orders: a number that went under the wrong name. People per
-- day or month may well be as many as those of the campaign, so those measures have no part in it.
WITH counts AS (
    SELECT candidate_id, season, app, measure, amount, reports, origins, as_of
    FROM staging.values
    WHERE measure IN ('users', 'participants', 'orders', 'interactions', 'messages') AND amount > 0
)
SELECT
    lone.candidate_id,
    usual.candidate_id AS usual_id,
    usual.measure AS other_measure,
    usual.amount AS usual_amount,
    usual.reports AS usual_reports,
    usual.origins AS usual_origins,
    usual.as_of AS usual_as_of
FROM counts AS lone
JOIN counts AS usual ON lone.season = usual.season AND lone.app = usual.app AND lone.measure <> usual.measure
    AND abs(lone.amount - usual.amount) <= 0.01 * usual.amount
ANTI JOIN staging.slips AS slips ON lone.candidate_id = slips.candidate_id
WHERE lone.reports = 1 AND usual.reports > 1
QUALIFY row_number() OVER (PARTITION BY lone.candidate_id ORDER BY usual.reports DESC, usual.candidate_id) = 1
