-- Claims that the newer reading does not make are no longer in force.
UPDATE raw.claims AS kept SET superseded_at = $at
FROM lost_claims AS lost
WHERE kept.superseded_at IS NULL AND kept.claim_id = lost.claim_id AND kept.text_sha256 = lost.text_sha256
