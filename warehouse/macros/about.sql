-- What a figure is about, whatever its day: two facts with this in common may be one whose period moved.
CREATE OR REPLACE MACRO staging.about(fact) AS
    concat_ws(
        '|', coalesce(fact.season, 0), fact.app, fact.kind, fact.measure, fact.currency, coalesce(fact.unit, ''),
        printf('%.2e', fact.value)
    )
