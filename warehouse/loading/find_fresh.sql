-- One row per article version of the batch that nobody has read before.
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT * FROM given
ANTI JOIN kept USING (article_id, text_sha256)
