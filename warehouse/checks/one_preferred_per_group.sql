-- Each fact group has one preferred value.
SELECT group_id, count_if(rank = 'preferred') AS preferred, count(*) AS candidates
FROM marts.facts
GROUP BY group_id
HAVING count_if(rank = 'preferred') <> 1
