-- Rank, status, bound and basis come from their vocabularies, and every fact says why it stands as it does.
SELECT fact_id, rank, status, bound, basis, reason
FROM marts.facts
WHERE rank NOT IN ('preferred', 'normal', 'deprecated')
    OR status NOT IN ('corroborated', 'single source', 'disputed', 'suspect')
    OR bound NOT IN ('exact', 'at_least', 'at_most', 'approx', 'range')
    OR basis NOT IN ('official', 'measured', 'media', 'rumour', 'forecast')
    OR (rank = 'deprecated') <> (status = 'suspect')
    OR coalesce(reason, '') = ''
