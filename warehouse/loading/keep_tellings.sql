-- Fetches of one version that tell different things are kept apart, for a fetch of a day between them may come in yet.
INSERT INTO raw.tellings BY NAME
SELECT tellings.* EXCLUDE (is_given)
FROM tellings
SEMI JOIN (SELECT * FROM told WHERE tellings > 1) AS differing USING (article_id, text_sha256)
