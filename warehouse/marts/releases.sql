-- One row per release up to this one: when it was made and how much was in it.
SELECT released_at, facts_digest, articles, claims, facts, build_seconds
FROM raw.releases
ORDER BY released_at
