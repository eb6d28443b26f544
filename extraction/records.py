"""What crosses the borders of extraction: a page comes in, articles, claims and rejected figures go out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["spend", "reach", "event"]
Bound = Literal["exact", "at_least", "at_most", "approx", "range"]
Basis = Literal["official", "measured", "media", "rumour", "forecast"]
Confidence = Literal["stated", "inferred", "hedged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of one news article; `text` is kept exactly as extraction read it.

    `article_id` names the article (its address), `text_sha256` the version of it. `lang` is `en`, `zh` or
    `zh-Hant`. `published_at` is None where neither page nor record gives a date; a date without a time is
    midnight in Shanghai.
    """

    article_id: str
    text_sha256: str
    url: str | None
    publisher: str | None
    title: str | None
    byline: str | None
    lang: str
    published_at: datetime | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one article says about one app, with the clause or sentence that says it.

    `value` and `value_max` are plain numbers: amounts in `currency`, or a count of `unit`. `as_of` is an
    ISO 8601 date, reduced to month or year where the text is no more exact. `number_start:number_end` is the
    figure as written (for an event, the word that tells it); `article.text[quote_start:quote_end] == quote`.
    `value_cny` is given only where the article itself states yuan; `cny_basis` says how.
    """

    claim_id: str
    article_id: str
    app: str
    kind: Kind
    measure: str
    value: float | None
    value_max: float | None
    unit: str | None
    currency: str | None
    value_cny: float | None
    cny_basis: str | None
    count: int | None
    bound: Bound
    basis: Basis
    origin: str | None
    as_of: str | None
    season: int | None
    quote: str
    quote_start: int
    quote_end: int
    number_start: int
    number_end: int
    confidence: Confidence
    confidence_reason: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedFigure:
    """A figure that was read and is no claim, with the reason: nothing is dropped silently."""

    article_id: str
    number_start: int
    number_end: int
    figure: str
    value: float
    reason: str
    quote: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything extraction has to say of one article."""

    article: Article
    claims: tuple[Claim, ...]
    rejected: tuple[RejectedFigure, ...]
