-- The place of the first of `spans` (low, high) that the interval from `at_least` to `at_most` overlaps; NULL if none.
CREATE OR REPLACE MACRO staging.first_overlap(spans, at_least, at_most) AS
    nullif(list_position(list_transform(spans, lambda one: one.low <= at_most AND at_least <= one.high), true), 0)
