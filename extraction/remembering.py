"""Puts the festival days of a remembered year into that year: "In 2015 …. On New Year's Eve 20 million people …"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import re2

from extraction import seasons
from extraction.actors import Mention
from extraction.calendars import DateMention
from extraction.sentences import Sentence
from extraction.windows import compile_window

_YEAR, _DAY = len("2015"), len("2015-02-18")
_LUNAR = re2.compile(r"除夕|三十|春晚|初一|元宵|春节|eve|gala|lunar|lantern|first day")
# A year that something of today is only measured by: "比2025年多一倍", "up from 2025".
_COMPARED = compile_window(
    r"(?:[比较跟与]|相比|相较|\bthan|\bfrom|\bover|compared (?:with|to)|against|\bversus)(?: in)? ?$"
)
_BESIDE = 3


def remembered(
    folded: str,
    sentences: Sequence[Sentence],
    names: Sequence[tuple[Mention, ...]],
    dates: Sequence[tuple[DateMention, ...]],
    season: int | None,
) -> list[tuple[DateMention, ...]]:
    """The dates per sentence; a lunar day behind a past year, in its sentence or the one before, is of that year.

    A sentence that names an app, but no year of its own, is of today again.
    """
    if season is None:
        return list(dates)
    found: list[tuple[DateMention, ...]] = []
    for sentence, some, told in zip(sentences, names, dates, strict=True):
        if not any(_is_lunar(folded, one) for one in told):
            found.append(told)
            continue
        is_of_today = any(name.role == "app" for name in some) or sentence.index == 0
        before = None if is_of_today else _last_year(folded, sentences, dates, sentence.index - 1)
        found.append(tuple(_moved(folded, told, before if before is not None and before < season else None, season)))
    return found


def _moved(folded: str, told: Sequence[DateMention], year: int | None, season: int) -> Iterator[DateMention]:
    """The dates of one sentence, its lunar days put into the past year last told, which is `year` before the first."""
    beside = None
    for one in told:
        if len(one.iso) == _YEAR:
            past = int(one.iso) if int(one.iso) < season else None
            year = past if _is_told(folded, one) else year
            beside = past, one.end
        elif not _is_lunar(folded, one):
            year = year if len(one.iso) < _DAY else None
        elif beside is not None and one.start - beside[1] <= _BESIDE and beside[0] is not None:
            yield _of_year(one, beside[0], season)
            continue
        elif year is not None:
            yield _of_year(one, year, season)
            continue
        yield one


def _is_told(folded: str, year: DateMention) -> bool:
    """Whether a year is written out, and more than what something else is compared with."""
    return folded[year.start : year.start + 1].isdigit() and not is_compared(folded, year)


def is_compared(folded: str, year: DateMention) -> bool:
    """Whether a year is only what something of today is measured by: "比2025年多一倍", "more than in 2025"."""
    return _COMPARED.search(folded[max(0, year.start - 20) : year.start]) is not None


def _is_lunar(folded: str, day: DateMention) -> bool:
    """Whether a date is a festival's that names no year: "除夕", "New Year's Eve"."""
    words = folded[day.start : day.end]
    is_dated = any(char.isdigit() for char in words)
    return len(day.iso) == _DAY and not is_dated and _LUNAR.search(words) is not None


def _last_year(
    folded: str, sentences: Sequence[Sentence], dates: Sequence[tuple[DateMention, ...]], number: int
) -> int | None:
    """The year that sentence `number`, in the same paragraph as the next, speaks of last; None where it is a day."""
    if sentences[number].paragraph != sentences[number + 1].paragraph or not dates[number]:
        return None
    last = dates[number][-1]
    return int(last.iso) if len(last.iso) == _YEAR and _is_told(folded, last) else None


def _of_year(day: DateMention, year: int, season: int) -> DateMention:
    """The same lunar day, counted from the New Year of another year."""
    shift = date.fromisoformat(day.iso) - seasons.new_year(season)
    return replace(day, iso=(seasons.new_year(year) + shift).isoformat())
