-- True if something may be the same on two days: a figure always, an event if the one day only says the other more exactly.
-- `about` is as staging.about makes it.
CREATE OR REPLACE MACRO staging.may_move(about, was_on, is_on) AS
    NOT contains(about, '|event|')
    OR starts_with(coalesce(is_on, ''), coalesce(was_on, ''))
    OR starts_with(coalesce(was_on, ''), coalesce(is_on, ''))
