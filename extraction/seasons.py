"""The Spring Festival calendar: which season a day belongs to and when its named lunar days fall."""

from datetime import date, timedelta
from functools import lru_cache

from lunar_python import Lunar

# A campaign is announced from about ten weeks before the New Year (the gala's partners in December) and
# settled within about ten weeks after it (results calls in March).
_BEFORE = timedelta(days=75)
_AFTER = timedelta(days=75)


@lru_cache(maxsize=256)
def _lunar(year: int, month: int, day: int) -> date:
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def new_year(season: int) -> date:
    """The first day of the lunar year that begins in `season` (2026 gives 17 February 2026)."""
    return _lunar(season, 1, 1)


def eve(season: int) -> date:
    """除夕, the night of the gala: the day before the New Year."""
    return new_year(season) - timedelta(days=1)


def lunar_day(season: int, month: int, day: int) -> date:
    """A day of the lunar year of `season`: (2026, 1, 15) is the Lantern Festival of 2026."""
    return _lunar(season, month, day)


def season_of(day: date) -> int | None:
    """The season whose campaign window holds `day`, or None outside every window."""
    for season in (day.year, day.year + 1):
        if new_year(season) - _BEFORE <= day <= new_year(season) + _AFTER:
            return season
    return None
