-- One row per kind and measure: the shape that says when two of its values can contradict each other.
--   season     one figure a season (a budget, a cap): all values of the season compete
--   level      one figure a day, week or month (DAU): the values of one period compete
--   milestone  a running total (orders): each total is a fact of its own, only near ones compete
--   item       things of a kind beside each other (prizes, coupons): never a dispute, only a slip
--   event      something that happened on a day
-- A measure that is not listed is an item: better two facts too many than a dispute that is none.
SELECT kind, measure, shape
FROM (VALUES
    ('spend', 'budget', 'season'),
    ('spend', 'sponsorship', 'season'),
    ('spend', 'prize_max', 'season'),
    ('spend', 'ad_spend', 'level'),
    ('spend', 'payout', 'milestone'),
    ('spend', 'prize', 'item'),
    ('spend', 'coupon', 'item'),
    ('reach', 'dau', 'level'),
    ('reach', 'wau', 'level'),
    ('reach', 'mau', 'level'),
    ('reach', 'rank', 'level'),
    ('reach', 'users', 'milestone'),
    ('reach', 'downloads', 'milestone'),
    ('reach', 'participants', 'milestone'),
    ('reach', 'orders', 'milestone'),
    ('reach', 'interactions', 'milestone'),
    ('reach', 'messages', 'milestone'),
    ('reach', 'viewers', 'milestone'),
    ('reach', 'views', 'milestone'),
    ('reach', 'shares', 'milestone'),
    ('reach', 'growth_pct', 'item'),
    ('event', 'launch', 'event'),
    ('event', 'end', 'event'),
    ('event', 'phase_start', 'event'),
    ('event', 'outage', 'event'),
    ('event', 'link_block', 'event'),
    ('event', 'other', 'event'),
    ('event', 'sponsor', 'season')
) AS shapes (kind, measure, shape)
