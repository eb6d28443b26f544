"""The shapes of a date in English and Chinese, solar, lunar and relative, each with what it means and an example."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from extraction import seasons
from extraction.calendars import Calendar, iso_day

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# These name the year of a month; "in December" leaves it out.
_YEARS = ("去年", "今年", "last", "this")
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: str
    read: Callable[[dict[str, str | None], Calendar], str | None]
    example: str


def _read_day(groups: dict[str, str | None], calendar: Calendar) -> str | None:
    month = _MONTHS.get(groups["month"] or "") or int(groups["month"] or 0)
    if not 1 <= month <= 12:
        return None
    year = int(groups["year"] or 0) if groups.get("year") else calendar.year_of(month)
    return iso_day(year, month, int(groups["day"] or 0))


def _read_month(groups: dict[str, str | None], calendar: Calendar) -> str | None:
    month = _MONTHS.get(groups["month"] or "") or int(groups["month"] or 0)
    if not 1 <= month <= 12:
        return None
    year = calendar.year_of(month)
    if groups.get("year"):
        year = int(groups["year"] or 0)
    elif groups.get("which") in _YEARS and calendar.published:
        is_last = groups["which"] == "去年" or (groups["which"] == "last" and calendar.published.month <= month)
        year = calendar.published.year - is_last
    elif groups.get("which") in _YEARS and calendar.season:
        year = calendar.season - (groups["which"] in ("去年", "last"))
    return None if year is None else f"{year}-{month:02}"


def _read_quarter(groups: dict[str, str | None], calendar: Calendar) -> str | None:
    quarter = {"一": 1, "二": 2, "三": 3, "四": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}.get(
        groups["quarter"] or ""
    )
    quarter = quarter or int(groups["quarter"] or 0)
    year = groups.get("year") or (calendar.season and str(calendar.season - 1))
    return f"{year}-{quarter * 3:02}" if year and 1 <= quarter <= 4 else None


def _read_year(groups: dict[str, str | None], calendar: Calendar) -> str | None:
    base = calendar.season or (calendar.published.year if calendar.published else None)
    which = groups.get("which")
    if which is None:
        return groups["year"]
    return None if base is None else str(base - (which in ("去年", "last year", "last year's")))


def _read_weekday(groups: dict[str, str | None], calendar: Calendar) -> str | None:
    if calendar.published is None:
        return None
    back = (calendar.published.weekday() - _WEEKDAYS.index(groups["weekday"] or "")) % 7
    return (calendar.published - timedelta(days=back)).isoformat()


def _read_zh_weekday(groups: dict[str, str | None], calendar: Calendar) -> str | None:
    if calendar.published is None:
        return None
    weekday = "一二三四五六日".index((groups["zhday"] or "").replace("天", "日"))
    monday = calendar.published - timedelta(days=calendar.published.weekday())
    weeks = {"上": -1, "下": 1}.get((groups.get("which") or "")[:1], 0)
    day = monday + timedelta(days=weekday, weeks=weeks)
    is_ahead = not groups.get("which") and day > calendar.published
    return (day - timedelta(weeks=1) if is_ahead else day).isoformat()


def _read_month_day(groups: dict[str, str | None], calendar: Calendar) -> str | None:
    if calendar.published is None:
        return None
    first = calendar.published.replace(day=1)
    month = first - timedelta(days=1) if groups["which"] == "上" else first
    return iso_day(month.year, month.month, int(groups["day"] or 0))


def _read_shift(groups: dict[str, str | None], calendar: Calendar) -> str | None:
    if calendar.published is None:
        return None
    return (calendar.published + timedelta(days=_SHIFTS[groups["shift"] or ""])).isoformat()


def _read_eve(groups: dict[str, str | None], calendar: Calendar) -> str | None:
    season = int(groups["year"] or 0) if groups.get("year") else calendar.season
    return None if season is None else seasons.eve(season).isoformat()


def _read_new_year(groups: dict[str, str | None], calendar: Calendar) -> str | None:
    season = int(groups["year"] or 0) if groups.get("year") else calendar.season
    return None if season is None else seasons.new_year(season).isoformat()


def _read_lantern(_: dict[str, str | None], calendar: Calendar) -> str | None:
    return None if calendar.season is None else seasons.lunar_day(calendar.season, 1, 15).isoformat()


_SHIFTS = {
    word: days
    for days, words in {
        -2: ("前天", "前日"),
        -1: ("yesterday", "last night", "昨天", "昨日", "昨晚", "昨夜"),
        0: ("today", "tonight", "今天", "今日", "今晚", "今夜", "今早", "今晨"),
        1: ("tomorrow", "明天", "明日", "明晚"),
        2: ("后天",),
    }.items()
    for word in words
}
_YEAR = r"(?:19|20)\d\d"
BARE_YEAR = rf"\b(?P<year>{_YEAR})\b"
# The first rule that fits at a place wins, so the longer notation stands before the shorter.
RULES = (
    _Rule(rf"(?P<year>{_YEAR}) ?年\s?(?P<month>\d\d?)\s?月\s?(?P<day>\d\d?)\s?[日号]?", _read_day, "2026年2月6日"),
    _Rule(rf"(?P<year>{_YEAR})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)", _read_day, "2026-02-06"),
    _Rule(r"(?P<month>\d\d?)\s?月\s?(?P<day>\d\d?)\s?[日号]", _read_day, "2 月 4 日"),
    _Rule(rf"\b(?P<month>{_MONTH})\.?\s?(?P<day>\d\d?)(?:st|nd|rd|th)?\b(?:,? (?P<year>{_YEAR})\b)?", _read_day, "February 6, 2026"),
    _Rule(rf"\b(?P<day>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b\.?(?:,? (?P<year>{_YEAR})\b)?", _read_day, "6 February 2026"),
    _Rule(rf"(?P<year>{_YEAR}) ?年\s?(?P<month>\d\d?)\s?月份?", _read_month, "2025年9月"),
    _Rule(rf"(?P<year>{_YEAR}) ?年第?(?P<quarter>[一二三四1234])季度", _read_quarter, "2025年第四季度"),
    _Rule(r"(?P<which>去年|今年)\s?(?P<month>\d\d?)\s?月份?", _read_month, "去年8月"),
    _Rule(rf"\b(?P<month>{_MONTH}),? (?P<year>{_YEAR})\b", _read_month, "December 2025"),
    _Rule(rf"\b(?P<which>last|in|by|this|since|for|late|early|mid) (?P<month>{_MONTH})\b", _read_month, "last October"),
    _Rule(rf"(?P<year>{_YEAR}) ?年(?:春节)?除夕|除夕(?:夜|当[天晚日])?|年三十|春晚当[晚天]|(?:lunar |chinese )?new year's eve|(?:on )?gala night|night of the (?:cctv )?(?:spring festival )?gala", _read_eve, "除夕当天"),
    _Rule(r"大年初一|正月初一|(?:农历)?春节当[天日]|初一|first day of the (?:lunar|chinese|new) (?:new )?year|lunar new year's day", _read_new_year, "大年初一"),
    _Rule(r"元宵节?|lantern festival", _read_lantern, "元宵节"),
    _Rule(rf"(?P<year>{_YEAR})\s?年", _read_year, "2015年"),
    _Rule(r"(?P<which>去年|今年|last year's|last year|this year's|this year)", _read_year, "去年"),
    _Rule(BARE_YEAR, _read_year, "in 2015"),
    _Rule(rf"\b(?:on |last )?(?P<weekday>{'|'.join(_WEEKDAYS)})\b", _read_weekday, "on Monday"),
    _Rule(r"(?P<which>[上本这下]个?)?(?:周|星期|礼拜)(?P<zhday>[一二三四五六日天])", _read_zh_weekday, "本周五"),
    _Rule(r"(?P<which>[上本])月(?P<day>\d\d?)[日号]", _read_month_day, "上月26日"),
    _Rule(rf"(?P<shift>{'|'.join(_SHIFTS)})", _read_shift, "yesterday morning"),
)  # fmt: skip
