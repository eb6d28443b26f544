-- One row per current article with four figures or more: what it counts, in the order of its text.
-- A figure is an app, a measure and three digits: 30亿 and "3 billion" are one, and so is "30 billion" by a slip.
-- Articles of one language and day with the same figures share a set, so that no two of them are compared.
WITH figures AS (
    SELECT
        article_id,
        concat_ws(' ', app, measure, left(format('{:.2e}', abs(value)), 4)) AS figure,
        min(number_start) AS place
    FROM staging.current_claims
    WHERE value IS NOT NULL
    GROUP BY ALL
),
tellings AS (
    SELECT article_id, list(figure ORDER BY place, figure) AS figures
    FROM figures
    GROUP BY article_id
    HAVING count(*) >= 4
)
SELECT
    article_id,
    split_part(articles.lang, '-', 1) AS language,
    CAST(timezone('Asia/Shanghai', articles.told_at) AS DATE) AS told_on,
    tellings.figures,
    min(article_id) OVER (PARTITION BY language, told_on, tellings.figures) AS set_id
FROM tellings
JOIN staging.current_articles AS articles USING (article_id)
