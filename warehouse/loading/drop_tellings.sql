-- What was kept of the fetches of the retold versions goes: all of it was read, and comes back where it is needed.
DELETE FROM raw.tellings AS kept
USING retold
WHERE kept.article_id = retold.article_id AND kept.text_sha256 = retold.text_sha256
