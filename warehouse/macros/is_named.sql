-- True if a text names an outlet: a name in Chinese in either script, another as words of four letters at least.
CREATE OR REPLACE MACRO staging.is_named(outlet, said) AS
    CASE
        WHEN length(staging.fold_words(outlet)) >= 6 AND NOT regexp_matches(outlet, '\p{Han}')
            THEN contains(staging.fold_words(said), staging.fold_words(outlet))
        WHEN length(outlet) >= 2 AND regexp_matches(outlet, '\p{Han}') AND regexp_matches(said, '\p{Han}')
            THEN contains(staging.fold_letters(said), staging.fold_letters(outlet))
        ELSE false
    END
