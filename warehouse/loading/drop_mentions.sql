-- What was counted of a version that is read again goes.
DELETE FROM raw.mentions AS kept
USING reread
WHERE kept.article_id = reread.article_id AND kept.text_sha256 = reread.text_sha256
