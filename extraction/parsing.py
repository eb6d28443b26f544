"""Puts everything that is read of one article side by side: sentences, figures, names, dates, season and focus."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from typing import TypeVar

import re2

from extraction.actors import Mention, gazetteer, is_everyday
from extraction.amount import Amount
from extraction.amounts import find_amounts
from extraction.calendars import Calendar, DateMention
from extraction.dates import find_dates
from extraction.folding import fold, readable
from extraction.pronouns import with_pronouns
from extraction.records import Article
from extraction.remembering import remembered
from extraction.scenes import Scene, group_names
from extraction.sentences import Sentence, split_sentences
from extraction.standing import subject_of
from extraction.times import find_times
from extraction.timing import season_of_article
from extraction.watchlist import Watchlist

Placed = TypeVar("Placed", Amount, Mention, DateMention)
_TRADE = re2.compile(
    r"\bai\b|\bapps?\b|chatbot|assistant|人工智能|大模型|助手|应用|[dm]au\b|日活|月活|春晚|下载|\bgala\b"
)
_LEAST_TRADE = 5_000_000
# A line or two have no room for a word of the trade.
_LEAST_ARTICLE = 150
# China keeps one time zone all year.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One article, taken apart; `figures` and `dates` are per sentence, like `scene.names`."""

    article: Article
    scene: Scene
    calendar: Calendar
    figures: list[tuple[Amount, ...]]
    dates: list[tuple[DateMention, ...]]


def parse(article: Article, watchlist: Watchlist) -> Parsed:
    """Takes an article apart; nothing is decided here."""
    text = readable(article.text)
    folded = fold(text)
    sentences = split_sentences(text)
    calendar = _calendar(article, folded, watchlist)
    names = with_pronouns(folded, gazetteer(watchlist).find(folded))
    dates = find_dates(folded, calendar)
    taken = (*((one.start, one.end) for one in dates), *find_times(folded))
    figures = find_amounts(folded, taken)
    names = names if _is_about_apps(folded, names, figures) else tuple(one for one in names if not one.is_watched)
    by_sentence = _by_sentence(names, sentences)
    venues = frozenset(entry.id for entry in watchlist.context if entry.is_venue)
    groups = [group_names(folded, some) for some in by_sentence]
    subjects = [subject_of(folded, one, some, venues) for one, some in zip(sentences, groups, strict=True)]
    return Parsed(
        article,
        Scene(folded, sentences, by_sentence, groups, subjects, _focus(sentences, by_sentence), venues),
        calendar,
        [_within(one, some) for one, some in zip(sentences, _by_sentence(figures, sentences), strict=True)],
        remembered(folded, sentences, by_sentence, _by_sentence(dates, sentences), calendar.season),
    )


def _by_sentence(found: Sequence[Placed], sentences: Sequence[Sentence]) -> list[tuple[Placed, ...]]:
    """What was found in the text, in order, for each sentence in order."""
    starts = [one.start for one in found]
    return [tuple(found[bisect_left(starts, one.start) : bisect_left(starts, one.end)]) for one in sentences]


def _is_about_apps(folded: str, names: Sequence[Mention], figures: Sequence[Amount]) -> bool:
    """Whether names that are also everyday words mean apps here: a panda may be called 元宝, and a cat Yuanbao.

    A firm, another app or a word of the trade says so, or a figure that no panda has.
    """
    is_sure = any(one.is_watched and not is_everyday(one) for one in names) or _TRADE.search(folded) is not None
    return is_sure or len(folded) < _LEAST_ARTICLE or any(one.value >= _LEAST_TRADE for one in figures)


def _within(sentence: Sentence, figures: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The figures that end in their sentence; a conversion that follows in the next is left to it."""
    whole = (one for one in figures if one.end <= sentence.end)
    return tuple(one if one.reach_end <= sentence.end else replace(one, reach_end=one.end) for one in whole)


def _calendar(article: Article, folded: str, watchlist: Watchlist) -> Calendar:
    published = article.published_at.astimezone(SHANGHAI).date() if article.published_at else None
    fallback = max(app.first_season for app in watchlist.app)
    return Calendar(published, season_of_article(folded, published, fallback))


def _focus(sentences: tuple[Sentence, ...], names: list[tuple[Mention, ...]]) -> str | None:
    """The watched app an article is about: the one named most, the opening counting double, if it stands out."""
    votes: Counter[str] = Counter()
    for sentence, mentions in zip(sentences, names, strict=True):
        for name in mentions:
            if name.is_watched:
                votes[name.actor] += 2 if sentence.index < 2 else 1
    ranked = votes.most_common(2)
    if not ranked:
        return None
    is_clear = len(ranked) == 1 or ranked[0][1] >= 1.5 * ranked[1][1]
    return ranked[0][0] if is_clear else None
