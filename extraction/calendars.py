"""What a date in a text is, and what an article's dates are counted from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `folded[start:end]`: `iso` is a day, a month or a year."""

    start: int
    end: int
    iso: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """What an article's dates are counted from: the day it appeared, and its season."""

    published: date | None
    season: int | None

    def year_of(self, month: int) -> int | None:
        """The year that a month without one lies in: the one nearest the publication, else the season's."""
        if self.published is not None:
            near = (self.published.year - 1, self.published.year, self.published.year + 1)
            middle = self.published.toordinal()
            return min(near, key=lambda year: abs(date(year, month, 15).toordinal() - middle))
        if self.season is None:
            return None
        return self.season - 1 if month >= 10 else self.season


def iso_day(year: int | None, month: int, day: int) -> str | None:
    """The day as ISO 8601; None where there is no such day, or no year."""
    if year is None:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
