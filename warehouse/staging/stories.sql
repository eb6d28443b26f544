-- One row per current article: the story it tells, who told it first, and how it is told again.
-- A story is all that hangs together by copies of copies. The earliest leads it; at equal times the agency or the firm
-- itself does, for the others took it from there.
WITH RECURSIVE reach(article_id, root) USING KEY (article_id) AS (
    SELECT article_id, min(least(article_id, other_article_id)) FROM staging.copy_links GROUP BY article_id
    UNION
    SELECT links.article_id, min(reach.root)
    FROM reach
    JOIN staging.copy_links AS links ON links.other_article_id = reach.article_id
    JOIN recurring.reach AS known ON known.article_id = links.article_id
    WHERE reach.root < known.root
    GROUP BY links.article_id
),
members AS (
    SELECT
        articles.article_id, articles.text_sha256, articles.told_at, outlets.outlet_id, outlets.outlet,
        coalesce(reach.root, articles.article_id) AS root,
        row_number() OVER (
            PARTITION BY coalesce(reach.root, articles.article_id)
            ORDER BY articles.told_by, coalesce(articles.tier, '') NOT IN ('agency', 'official'), articles.article_id
        ) AS place
    FROM staging.current_articles AS articles
    JOIN staging.outlets AS outlets USING (article_id, text_sha256)
    LEFT JOIN reach USING (article_id)
),
leads AS (
    SELECT root, article_id AS lead_article_id, outlet AS lead_outlet FROM members WHERE place = 1
),
sizes AS (
    SELECT root, count(*) AS copies FROM members GROUP BY root
),
told_again AS (
    SELECT DISTINCT article_id FROM staging.copy_links WHERE how = 'text'
)
SELECT
    members.article_id, members.text_sha256,
    leads.lead_article_id AS story_id,
    members.outlet_id, members.outlet, members.told_at, leads.lead_article_id, leads.lead_outlet, sizes.copies,
    members.place = 1 AS is_lead,
    CASE
        WHEN members.place = 1 THEN 'lead'
        WHEN told_again.article_id IS NOT NULL THEN 'text'
        ELSE 'translation'
    END AS how
FROM members
JOIN leads USING (root)
JOIN sizes USING (root)
LEFT JOIN told_again USING (article_id)
