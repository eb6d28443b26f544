-- How often each app is named, in fresh versions and in those read again.
INSERT INTO raw.mentions BY NAME
SELECT DISTINCT * FROM incoming_mentions
WHERE (article_id, text_sha256) IN (
    SELECT article_id, text_sha256 FROM fresh UNION ALL SELECT article_id, text_sha256 FROM reread
)
