-- One row per story that has not exactly one article that told it first.
SELECT story_id, count_if(is_lead) AS leads
FROM staging.stories
GROUP BY story_id
HAVING count_if(is_lead) <> 1
