-- Rank, status, bound, basis and reason come from their vocabularies, and every fact says why it stands as it does.
SELECT fact_id, rank, status, bound, basis, reason_code, likely_cause, reason
FROM marts.facts
WHERE rank NOT IN ('preferred', 'normal', 'deprecated')
    OR status NOT IN ('corroborated', 'single source', 'disputed', 'suspect')
    OR bound NOT IN ('exact', 'at_least', 'at_most', 'approx', 'range')
    OR basis NOT IN ('official', 'measured', 'media', 'rumour', 'forecast')
    OR (rank = 'deprecated') <> (status = 'suspect')
    OR reason_code NOT IN (
        'magnitude_slip', 'article_slips', 'wrong_day', 'other_measure', 'even_slip', 'day_not_given', 'fewer_origins',
        'lesser_basis', 'older', 'preferred', 'agree', 'one_origin'
    )
    OR (likely_cause IS NULL) <> (reason_code IN ('preferred', 'agree', 'one_origin'))
    OR (reason_code IN ('magnitude_slip', 'article_slips', 'wrong_day') AND rank <> 'deprecated')
    OR (reason_code = 'other_measure' AND rank = 'preferred')
    OR (rank = 'deprecated' AND reason_code NOT IN ('magnitude_slip', 'article_slips', 'wrong_day', 'other_measure'))
    OR coalesce(reason, '') = ''
