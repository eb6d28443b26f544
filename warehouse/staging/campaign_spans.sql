-- One row per season and app with a headline figure: from when to when its campaign is reckoned to have run.
-- From the launch, else 45 days before New Year's Eve; to its end, else 30 days after the Lantern Festival.
SELECT
    figures.season,
    figures.app,
    max(seasons.lantern_on) AS lantern_on,
    coalesce(max(figures.first_on) FILTER (figures.figure = 'launch'), max(seasons.eve_on) - 45) AS begun_on,
    coalesce(max(figures.last_on) FILTER (figures.figure = 'end'), max(seasons.lantern_on) + 30) AS ended_on
FROM staging.campaign_figures AS figures
LEFT JOIN raw.seasons AS seasons USING (season)
GROUP BY ALL
