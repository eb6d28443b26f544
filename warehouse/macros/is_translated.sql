-- True if a text says of itself that it is a translation.
CREATE OR REPLACE MACRO staging.is_translated(said) AS
    regexp_matches(
        said, '(?i)\btranslat(ed|ion)\b.{0,30}\b(from|of)\b|(编译|摘译|翻译|編譯|摘譯|翻譯|译|譯)自|(编译|編譯)[:：]'
    )
