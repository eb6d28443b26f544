-- One row per pair of figure sets of different languages, at most three days apart, that give the same in one order.
-- The larger holds four fifths of the smaller; so it holds two of the rarest fifth and two of it, and only what has two
-- of those in common is compared: everybody gives the figures of the day.
WITH given AS (
    SELECT
        set_id, language, told_on,
        len(figures) AS size,
        unnest(figures) AS figure,
        generate_subscripts(figures, 1) AS place
    FROM staging.figure_sets
    WHERE article_id = set_id
),
uses AS (
    SELECT figure, count(*) AS sets FROM given GROUP BY figure
),
placed AS (
    SELECT
        given.*,
        row_number() OVER (PARTITION BY set_id ORDER BY sets, figure) <= size - ceil(0.8 * size) + 2 AS is_rare
    FROM given
    JOIN uses USING (figure)
),
twos AS (
    SELECT
        set_id, one.language, one.told_on, one.size,
        hash(one.figure, other.figure) AS two,
        one.is_rare AND other.is_rare AS is_rare
    FROM placed AS one
    JOIN placed AS other USING (set_id)
    WHERE one.figure < other.figure
),
near AS (
    SELECT DISTINCT rare.set_id, twos.set_id AS other_set_id
    FROM (
        SELECT *, unnest(generate_series(told_on - 3, told_on + 3, INTERVAL 1 DAY)) AS day FROM twos WHERE is_rare
    ) AS rare
    JOIN twos ON rare.two = twos.two AND CAST(rare.day AS DATE) = twos.told_on
    WHERE rare.language <> twos.language AND rare.size <= twos.size
),
shared AS (
    SELECT near.set_id, near.other_set_id, one.size, one.place, other.place AS other_place
    FROM near
    JOIN given AS one ON near.set_id = one.set_id
    JOIN given AS other ON near.other_set_id = other.set_id AND one.figure = other.figure
),
alike AS (
    SELECT * FROM shared QUALIFY count(*) OVER (PARTITION BY set_id, other_set_id) >= 0.8 * size
)
SELECT set_id, other_set_id
FROM alike
JOIN alike AS after USING (set_id, other_set_id)
WHERE alike.place < after.place
GROUP BY set_id, other_set_id
HAVING count(*) FILTER (alike.other_place < after.other_place) >= 0.8 * count(*)
