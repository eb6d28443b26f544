-- The rejected figures of fresh versions go in, and of those read again what is not there yet.
INSERT INTO raw.rejected_figures BY NAME
SELECT DISTINCT * FROM incoming_rejected_figures SEMI JOIN fresh USING (article_id, text_sha256)
UNION ALL
(
    SELECT * FROM incoming_rejected_figures SEMI JOIN reread USING (article_id, text_sha256)
    EXCEPT
    SELECT * FROM raw.rejected_figures SEMI JOIN reread USING (article_id, text_sha256)
)
