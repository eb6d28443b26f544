-- One row per unit that names what its measure counts anyway; any other unit (cups, draws, greetings) keeps its
-- figures apart: 21 million packets shared and 210 million packets claimed are no slip of each other.
SELECT unit
FROM (VALUES
    ('user'), ('users'), ('people'), ('persons'), ('participants'), ('participations'), ('viewers'),
    ('daily users'), ('monthly users'), ('weekly users'), ('daily active users'), ('monthly active users'),
    ('order'), ('orders'), ('interaction'), ('interactions'), ('times'), ('views'), ('downloads'), ('shares'),
    ('message'), ('messages'), ('command'), ('commands'), ('request'), ('requests'), ('prompt'), ('prompts'),
    ('instructions'), ('queries'), ('place'), ('percent'), ('%'), ('人'), ('用户'), ('单'), ('次'), ('人次')
) AS units (unit)
