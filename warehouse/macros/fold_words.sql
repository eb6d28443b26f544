-- The words of a text in lower case with one blank around each; Chinese characters are no words.
CREATE OR REPLACE MACRO staging.fold_words(said) AS
    concat(' ', trim(regexp_replace(lower(said), '([^\p{L}\p{N}]|\p{Han})+', ' ', 'g')), ' ')
