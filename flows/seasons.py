"""Tells the warehouse when each Spring Festival is, so that seasons can be laid side by side on lunar days."""

from datetime import date

import polars as pl

from extraction.seasons import eve, lunar_day, new_year
from warehouse.batch import make_frame

# The first season with an envelope campaign on a gala; a season is planned for up to two years before it comes.
FIRST = 2015
AHEAD = 2
LANTERN = (1, 15)


def season_rows(today: date) -> pl.DataFrame:
    """The days of every season from 2015 to two years after `today`, as rows of raw.seasons."""
    return make_frame(
        "seasons",
        (
            {
                "season": season,
                "eve_on": eve(season),
                "new_year_on": new_year(season),
                "lantern_on": lunar_day(season, *LANTERN),
            }
            for season in range(FIRST, today.year + AHEAD + 1)
        ),
    )
