-- One row per Spring Festival: its days, from the lunar calendar.
CREATE TABLE IF NOT EXISTS raw.seasons (
    season INTEGER NOT NULL,
    eve_on DATE NOT NULL,
    new_year_on DATE NOT NULL,
    lantern_on DATE NOT NULL
);
