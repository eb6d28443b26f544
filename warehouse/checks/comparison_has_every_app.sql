-- The comparison has one row for each watched app in each Spring Festival that has facts.
SELECT seasons.season, apps.id AS app, count(comparison.app) AS comparison_rows
FROM (SELECT DISTINCT season FROM marts.facts WHERE season IN (SELECT season FROM raw.seasons)) AS seasons
CROSS JOIN raw.apps AS apps
LEFT JOIN marts.campaign_comparison AS comparison
    ON comparison.season = seasons.season AND comparison.app = apps.id
GROUP BY ALL
HAVING count(comparison.app) <> 1
