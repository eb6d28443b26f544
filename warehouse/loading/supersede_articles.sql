-- Versions that are no longer in force say since when.
UPDATE raw.articles AS kept SET superseded_at = $at
FROM outdated
WHERE kept.rowid = outdated.row_id
