"""What stands in the newsroom at a moment: the articles published by then, in the version of that day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sample.press import Article, Outlet


@dataclass(frozen=True, slots=True)
class Holdings:
    """Outlets with what they show, and the addresses of the articles that they have taken down."""

    outlets: tuple[Outlet, ...]
    gone: frozenset[str]


def set_clock(outlets: Iterable[Outlet], moment: datetime) -> Holdings:
    """The newsroom as it is at `moment`, an instant with zone.

    An article is there once it is published, corrected once its revision is due, and gone once it is taken down.
    """
    outlets = tuple(outlets)
    gone = (
        outlet.address(article)
        for outlet in outlets
        for article in outlet.articles
        if article.gone_from and article.gone_from <= moment
    )
    return Holdings(tuple(_outlet_at(outlet, moment) for outlet in outlets), frozenset(gone))


def _outlet_at(outlet: Outlet, moment: datetime) -> Outlet:
    shown = tuple(_article_at(article, moment) for article in outlet.articles if _is_shown(article, moment))
    changes = [change for article in outlet.articles for change in _changes(article) if change <= moment]
    # Before its first article a feed is empty, and as old as the morning it is asked on.
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return outlet.model_copy(update={"articles": shown, "changed_at": max(changes, default=midnight)})


def _is_shown(article: Article, moment: datetime) -> bool:
    return article.published <= moment and not (article.gone_from and article.gone_from <= moment)


def _article_at(article: Article, moment: datetime) -> Article:
    revision = article.revision
    if revision is None or revision.at > moment:
        return article
    body = article.body.replace(revision.replace, revision.by)
    return article.model_copy(update={"body": body, "revision": None, "revised_at": revision.at})


def _changes(article: Article) -> Iterator[datetime]:
    yield article.published
    if article.revision:
        yield article.revision.at
    if article.gone_from:
        yield article.gone_from
