-- Rejected figures that the newer reading does not list go: they are a count, not evidence.
DELETE FROM raw.rejected_figures AS kept
USING (
    SELECT * FROM raw.rejected_figures
    SEMI JOIN reread USING (article_id, text_sha256)
    EXCEPT
    SELECT * FROM incoming_rejected_figures
) AS gone
WHERE kept.article_id = gone.article_id AND kept.text_sha256 = gone.text_sha256
    AND kept.number_start = gone.number_start AND kept.number_end = gone.number_end
    AND kept.reason = gone.reason AND kept.value = gone.value
    AND kept.figure = gone.figure AND kept.quote = gone.quote
