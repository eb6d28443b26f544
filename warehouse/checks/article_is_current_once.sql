-- One row per article with more than one version in force; one whose pages are no article any more has none.
SELECT article_id, count_if(superseded_at IS NULL) AS current_versions
FROM raw.articles
GROUP BY article_id
HAVING count_if(superseded_at IS NULL) > 1
