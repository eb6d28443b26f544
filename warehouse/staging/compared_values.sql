-- One row per candidate value of a watched app beside the value that its group prefers and the code of its reason.
-- `rule` is what put the preferred value before the next one. A group of values read wrong alone prefers none of them.
-- Where the number of another measure is corroborated there, whose it is is settled.
SELECT
    mine.*,
    mine.place = 1 AND NOT mine.is_read_wrong AS is_preferred,
    CASE WHEN NOT best.is_read_wrong THEN best.fact_id END AS preferred_fact_id,
    CASE WHEN NOT best.is_read_wrong THEN best.amount END AS preferred_amount,
    CASE WHEN NOT best.is_read_wrong THEN best.bound END AS preferred_bound,
    CASE WHEN NOT best.is_read_wrong THEN best.amount_max END AS preferred_amount_max,
    CASE WHEN NOT best.is_read_wrong THEN best.origins END AS preferred_origins,
    CASE WHEN NOT best.is_read_wrong THEN best.reports END AS preferred_reports,
    CASE WHEN NOT best.is_read_wrong THEN best.basis END AS preferred_basis,
    next.basis AS next_basis,
    CASE
        WHEN next.candidate_id IS NULL OR next.is_suspect THEN NULL
        WHEN next.is_day_guessed AND NOT best.is_day_guessed THEN 'day_given'
        WHEN next.is_other_measure AND NOT best.is_other_measure THEN 'own_measure'
        WHEN best.origins > next.origins THEN 'more_origins'
        WHEN best.weight > next.weight OR best.is_overwhelming > next.is_overwhelming THEN 'more_reports'
        WHEN best.basis_rank < next.basis_rank THEN 'better_basis'
        WHEN best.reports > next.reports THEN 'more_reports'
        WHEN next.is_even_slip THEN 'smaller'
        WHEN best.last_said_on > coalesce(next.last_said_on, DATE '0001-01-01') THEN 'more_recent'
        ELSE 'tied'
    END AS rule,
    CASE WHEN best.is_even_slip AND best.usual_id = mine.candidate_id THEN -best.tens ELSE mine.tens END AS told_tens,
    usual.fact_id AS slip_of,
    mine.is_other_measure AND usual.origins > 1 AND NOT usual.is_contradicted AND NOT usual.is_read_wrong AS is_settled,
    CASE
        WHEN mine.is_suspect AND mine.tens = 0 THEN 'wrong_day'
        WHEN mine.is_suspect AND usual.fact_id IS NULL THEN 'article_slips'
        WHEN mine.is_suspect THEN 'magnitude_slip'
        WHEN mine.is_other_measure THEN 'other_measure'
        WHEN mine.place = 1 AND mine.rival_figures IS NOT NULL THEN 'preferred'
        WHEN mine.place = 1 AND mine.origins > 1 THEN 'agree'
        WHEN mine.place = 1 THEN 'one_origin'
        WHEN mine.is_even_slip OR best.is_even_slip AND best.usual_id = mine.candidate_id THEN 'even_slip'
        WHEN mine.is_day_guessed THEN 'day_not_given'
        WHEN mine.origins < best.origins THEN 'fewer_origins'
        WHEN mine.basis_rank > best.basis_rank THEN 'lesser_basis'
        WHEN mine.reports < best.reports THEN 'fewer_origins'
        ELSE 'older'
    END AS reason_code
FROM staging.ranked_values AS mine
JOIN staging.ranked_values AS best ON mine.group_id = best.group_id AND best.place = 1
LEFT JOIN staging.ranked_values AS next ON mine.group_id = next.group_id AND next.place = 2
LEFT JOIN staging.ranked_values AS usual ON mine.usual_id = usual.candidate_id
