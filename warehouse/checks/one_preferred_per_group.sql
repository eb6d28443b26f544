-- Each fact group has one preferred value, or none if all its values are read wrong.
SELECT
    group_id,
    count_if(rank = 'preferred') AS preferred,
    count_if(rank = 'deprecated' OR reason_code = 'other_measure') AS read_wrong,
    count(*) AS candidates
FROM marts.facts
GROUP BY group_id
HAVING count_if(rank = 'preferred') <> CASE WHEN read_wrong = count(*) THEN 0 ELSE 1 END
