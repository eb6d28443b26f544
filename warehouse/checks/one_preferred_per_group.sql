-- Each fact group has one preferred value, or none if all its values are suspect.
SELECT group_id, count_if(rank = 'preferred') AS preferred, count_if(rank = 'deprecated') AS slips, count(*) AS candidates
FROM marts.facts
GROUP BY group_id
HAVING count_if(rank = 'preferred') <> CASE WHEN count_if(rank = 'deprecated') = count(*) THEN 0 ELSE 1 END
