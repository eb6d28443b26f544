"""When a run is due: hourly in the weeks around each Spring Festival, daily between them, all in Shanghai's time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from extraction.parsing import SHANGHAI
from extraction.seasons import eve, lunar_day
from extraction.watchlist import Rhythm

ZONE = "Asia/Shanghai"
AHEAD = 3
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_LANTERN = (1, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of one rhythm: due at `first` and every `step` after it, before `ends` (None: for good)."""

    slug: str
    begins: datetime
    ends: datetime | None
    first: datetime
    step: timedelta

    @property
    def rrule(self) -> str:
        """The rule as RFC 5545 writes it, in local time."""
        frequency = "HOURLY" if self.step == HOUR else "DAILY"
        until = "" if self.ends is None else f";UNTIL={self.ends - timedelta(seconds=1):%Y%m%dT%H%M%S}"
        return f"DTSTART:{self.first:%Y%m%dT%H%M%S}\nRRULE:FREQ={frequency}{until}"

    def last_due(self, at: datetime) -> datetime | None:
        """The last instant that was due at or before `at`, None if there was none yet."""
        until = at if self.ends is None else min(at, self.ends - timedelta(seconds=1))
        return None if until < self.first else self.first + (until - self.first) // self.step * self.step


@dataclass(frozen=True, slots=True)
class Timetable:
    """When one flow is due; `segments` follow one another without a gap, the last has no end."""

    segments: tuple[Segment, ...]

    def last_due(self, at: datetime) -> datetime | None:
        """The last instant that was due at or before `at`, in UTC; None before the first."""
        due = [instant for segment in self.segments if (instant := segment.last_due(at)) is not None]
        return max(due).astimezone(UTC) if due else None

    def next_due(self, at: datetime) -> datetime | None:
        """The first instant that is due after `at`, in UTC."""
        for segment in self.segments:
            last = segment.last_due(at)
            instant = segment.first if last is None else last + segment.step
            if segment.ends is None or instant < segment.ends:
                return instant.astimezone(UTC)
        return None


def plan_refreshes(now: datetime, rhythm: Rhythm) -> Timetable:
    """Hourly in each season's window and daily between: from the stretch before `now` to three seasons ahead."""
    year = now.astimezone(SHANGHAI).year
    borders: list[tuple[datetime, str]] = []
    for season in range(year - 1, year + AHEAD + 1):
        opens, closes = window_of(season, rhythm)
        borders += [(_midnight(opens), f"season-{season}"), (_midnight(closes + DAY), f"before-{season + 1}")]
    stretches = [(*one, after[0]) for one, after in pairwise(borders)]
    # The stretch before today's stays: what was due last may lie in it.
    current = next(place for place, (_, _, ends) in enumerate(stretches) if now < ends)
    kept = [_segment(*stretch, rhythm) for stretch in stretches[max(current - 1, 0) :]]
    return Timetable((*kept, _segment(*borders[-1], None, rhythm)))


def plan_daily(first: date, at: str, slug: str) -> Timetable:
    """Every day at the time `at` (HH:MM), from `first` on."""
    begins = _midnight(first)
    instant = datetime.combine(first, time.fromisoformat(at), SHANGHAI)
    return Timetable((Segment(slug=slug, begins=begins, ends=None, first=instant, step=DAY),))


def plan_day(now: datetime) -> Timetable:
    """The day of `now` as the one slot there is: where nobody can tell when a run is due."""
    begins = _midnight(now.astimezone(SHANGHAI).date())
    return Timetable((Segment(slug="day", begins=begins, ends=begins + DAY, first=begins, step=DAY),))


def plan_often(seconds: float) -> Timetable:
    """Every so many seconds: what tests use."""
    begins = datetime(2026, 1, 1, tzinfo=SHANGHAI)
    step = timedelta(seconds=seconds)
    return Timetable((Segment(slug="often", begins=begins, ends=None, first=begins, step=step),))


def window_of(season: int, rhythm: Rhythm) -> tuple[date, date]:
    """The first and the last day of a season's window."""
    last = lunar_day(season, *_LANTERN) + timedelta(days=rhythm.after_days)
    return eve(season) - timedelta(days=rhythm.before_days), last


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def _segment(begins: datetime, slug: str, ends: datetime | None, rhythm: Rhythm) -> Segment:
    if slug.startswith("season-"):
        return Segment(
            slug=slug, begins=begins, ends=ends, first=begins + timedelta(minutes=rhythm.hourly_minute), step=HOUR
        )
    first = datetime.combine(begins.date(), time.fromisoformat(rhythm.daily_at), SHANGHAI)
    return Segment(slug=slug, begins=begins, ends=ends, first=first, step=DAY)
