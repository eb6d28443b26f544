-- An article has one version in force.
SELECT article_id, count_if(superseded_at IS NULL) AS current_versions
FROM raw.articles
GROUP BY article_id
HAVING count_if(superseded_at IS NULL) <> 1
