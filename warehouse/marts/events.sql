-- One row per event of a campaign: what happened to which app on which day, with the sentence that says so best.
SELECT
    facts.season,
    facts.app,
    facts.measure AS event,
    facts.as_of AS event_on,
    facts.basis,
    facts.status,
    facts.origins,
    facts.claims,
    facts.fact_id,
    first(evidence.quote ORDER BY evidence.confidence <> 'stated', evidence.published_at, evidence.claim_id) AS quote
FROM marts.facts AS facts
JOIN marts.evidence AS evidence USING (fact_id)
WHERE facts.kind = 'event' AND facts.rank = 'preferred'
GROUP BY ALL
ORDER BY facts.season, event_on, facts.app, event, facts.fact_id
