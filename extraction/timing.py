"""Says which day a figure speaks of and which season it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import re2

from extraction import numerals, seasons
from extraction.calendars import Calendar, DateMention
from extraction.remembering import is_compared
from extraction.sentences import Sentence
from extraction.windows import compile_window

_DAY = len("2026-02-01")
_FESTIVAL_YEAR = re2.compile(
    r"\b(20\d\d)\s?年?(?:的|央视|总台|北京[^,，。]{0,12})?\s?(?:春节|春晚|马年|spring festival|(?:lunar |chinese )?new year|season|gala)"
    r"|(?:spring festival|new year|gala)(?: of| in|,)? (20\d\d)"
)
_FULL_DAY = re2.compile(r"(20\d\d) ?[-/.年] ?\d\d? ?[-/.月] ?\d\d?")
_YEAR = re2.compile(r"(20\d\d)")
SAME_DAY = re2.compile(
    r"当天|当日|当晚|同一?[日天]|that (?:same )?day|(?:the|on) same day|same day|that (?:evening|night)"
)
# A year that only names what is remembered: "the WeChat moment of 2015".
_REMEMBERED = compile_window(r"(?:moment|days?|success|glory|scene) (?:of|in) $")
_AGO = compile_window(r"(?P<zh>\d\d?|[一二三四五六七八九十]+)年前|(?P<en>\d\d?|[a-z]+) years ago|当年|那年|back then")
_AGO_COUNTED = compile_window(r"(?P<zh>\d\d?|[一二三四五六七八九十]+)年前|(?P<en>\d\d?|[a-z]+) years ago")
# … which may stand this far from its figure, or this far before the sentence that leans on it.
_AGO_REACH, _AGO_BEFORE = 40, 160

# A figure of a sentence: its offset, its owner and its measure.
Told = tuple[int, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Timeline:
    """An article's dates: each sentence's mentions, and the day each app's campaign opened, where the text says so.

    `paragraphs` numbers each sentence's paragraph; `present` are the sentences that name an app, which is of today,
    `told` each sentence's figures: where, whose and what they count.
    """

    folded: str
    calendar: Calendar
    dates: Sequence[tuple[DateMention, ...]]
    launches: dict[str, str]
    paragraphs: Sequence[int]
    present: frozenset[int]
    told: Sequence[Sequence[Told]] = ()


def season_of_article(folded: str, published: date | None, fallback: int) -> int | None:
    """The season an article is about: of its day, else of the latest festival or full date in it, else `fallback`."""
    if published is not None:
        return seasons.season_of(published)
    festivals = [int(first or second) for first, second in _FESTIVAL_YEAR.findall(folded)]
    days = [int(year) for year in _FULL_DAY.findall(folded)]
    years = festivals + days or [int(year) for year in _YEAR.findall(folded)]
    plausible = [year for year in years if 2010 <= year <= 2050]
    return max(plausible, default=fallback)


def season_at(timeline: Timeline, number: int, sentence: Sentence, start: int, as_of: str | None) -> int | None:
    """The season of a figure at `start`: of the year the text names beside it, else of its day, else the article's."""
    clause = sentence.clause_at(start)
    has_day = any(len(one.iso) == _DAY and clause.start <= one.start < clause.end for one in timeline.dates[number])
    past = _years_ago(timeline, clause.start if has_day else sentence.start, clause.start, start)
    if past is not None:
        return past
    years = [
        one
        for one in timeline.dates[number]
        if len(one.iso) == len("2026") and not _REMEMBERED.search(timeline.folded[max(0, one.start - 20) : one.start])
    ]
    near = [one for one in years if clause.start <= one.start < clause.end] or [
        one for one in years if one.end <= start and not is_compared(timeline.folded, one)
    ]
    if near:
        return int(near[-1].iso)
    days = [*(one.iso for one in timeline.dates[number]), *([as_of] if as_of is not None else [])]
    if all(_is_past_day(timeline, iso) for iso in days) and (past := _told_before(timeline, number)) is not None:
        return past
    if as_of is not None and len(as_of) > len("2026"):
        return seasons.season_of(date.fromisoformat(as_of if len(as_of) == _DAY else f"{as_of}-15"))
    return timeline.calendar.season


def _years_ago(timeline: Timeline, opening: int, first: int, start: int) -> int | None:
    """The season that a figure at `start` is remembered from: "eleven years ago", "十一年前".

    That is told in its clause, which begins at `first`, or opens its sentence, at `opening`; a clause with a day of its
    own is its own opening. For "当年" it is the last past year that the text told.
    """
    season = timeline.calendar.season
    match = _AGO.search(timeline.folded[max(first, start - _AGO_REACH) : start]) or _AGO.match(
        timeline.folded[opening : min(start, opening + _AGO_REACH)]
    )
    if season is None or match is None:
        return None
    written = match.group("zh") or match.group("en")
    if written is not None:
        return season - _count(written) if _count(written) else None
    told = (int(one.iso[:4]) for dates in timeline.dates for one in dates if one.end <= start)
    return next((year for year in reversed([*told]) if year < season), None) or _counted_back(timeline, opening, season)


def _counted_back(timeline: Timeline, opening: int, season: int) -> int | None:
    """The year that the text before a sentence counted back to last: the "11年前" that a later "当年" leans on."""
    found = [*_AGO_COUNTED.finditer(timeline.folded[max(0, opening - _AGO_BEFORE) : opening])]
    count = _count(found[-1].group("zh") or found[-1].group("en")) if found else 0
    return season - count if count else None


def _count(written: str) -> int:
    """The number that digits, characters or a word stand for; 0 where a word is none ("some years ago")."""
    if written.isdigit():
        return int(written)
    return int(numerals.ENGLISH_WORDS.get(written, 0) if written.isascii() else numerals.read_chinese(written))


def _is_past_day(timeline: Timeline, iso: str) -> bool:
    """Whether a date is a day of an earlier season: a festival day of a remembered year."""
    season = seasons.season_of(date.fromisoformat(iso)) if len(iso) == _DAY else None
    return season is not None and timeline.calendar.season is not None and season < timeline.calendar.season


def _told_before(timeline: Timeline, number: int) -> int | None:
    """The past year that the sentence before, in the same paragraph, speaks of: history is told in a row."""
    if number == 0 or timeline.paragraphs[number - 1] != timeline.paragraphs[number] or number in timeline.present:
        return None
    years = [int(one.iso) for one in timeline.dates[number - 1] if len(one.iso) == len("2026")]
    season = timeline.calendar.season
    return years[-1] if years and season is not None and years[-1] < season else None
