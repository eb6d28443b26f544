-- The warehouse says once whether it holds the sample or live sources.
SELECT count(*) AS editions
FROM raw.edition
HAVING count(*) <> 1
