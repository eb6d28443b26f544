-- The claims of an article version that was replaced are no longer in force.
UPDATE raw.claims AS kept SET superseded_at = $at
FROM outdated
WHERE kept.superseded_at IS NULL
    AND kept.article_id = outdated.article_id AND kept.text_sha256 = outdated.text_sha256
