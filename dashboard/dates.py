"""How a day or an instant is written: in Shanghai time, by language, no more exact than it is known."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dashboard.wording import Wording

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONTH = len("2026-02")


def write_instant(instant: datetime | None, wording: Wording) -> str:
    """The instant in Shanghai; a midnight there stands for a day without a time, None for an unknown one."""
    if instant is None:
        return wording.say("date.unknown")
    moment = instant.astimezone(SHANGHAI)
    day = write_date(moment.date(), wording)
    return day if moment.time() == time() else wording.say("date.at", day=day, time=f"{moment:%H:%M}")


def write_as_of(as_of: str | None, wording: Wording) -> str:
    """An ISO date or month in words; other text (a year, a span) as it is."""
    if as_of is None:
        return wording.say("date.unknown")
    try:
        day = date.fromisoformat(f"{as_of}-01" if len(as_of) == MONTH else as_of)
    except ValueError:
        return as_of
    if len(as_of) == MONTH:
        return wording.say("date.month", month=name_month(day, wording), year=day.year)
    return write_date(day, wording)


def write_short(as_of: str | None, wording: Wording) -> str:
    """The same without the year of a day, where the season tells it."""
    try:
        day = date.fromisoformat(as_of or "")
    except ValueError:
        return write_as_of(as_of, wording)
    return wording.say("timeline.day", day=day.day, month=name_month(day, wording))


def write_date(day: date, wording: Wording) -> str:
    return wording.say("date.day", day=day.day, month=name_month(day, wording), year=day.year)


def name_month(day: date, wording: Wording) -> str:
    return wording.say(f"month.{day.month}")
