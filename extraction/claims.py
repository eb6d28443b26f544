"""Assembles claims: each figure and event with its measure, owner, day, season, basis and the sentence that says it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.amount import Amount
from extraction.events import Event, find_events, launches_of
from extraction.figure_days import day_of
from extraction.figures import Figure, weigh_figures
from extraction.hindsight import reviewed
from extraction.meanings import Meaning
from extraction.origins import Source, source_of
from extraction.parsing import Parsed
from extraction.prizes import pieces_of
from extraction.records import Article, Claim, Confidence, Kind, RejectedFigure
from extraction.scenes import Owner
from extraction.series import with_trackers
from extraction.timing import Timeline, Told, season_at
from extraction.totals import COMBINED, each_owner
from extraction.watchlist import Watchlist

# A number this small without money, percent or unit is an ordinal, a count of rounds or a list mark: not worth a row.
_LEAST_FIGURE = 1000
RULES_VERSION = "2026.11.23.3"
# What is counted of an app itself, not of a campaign in it.
_AUDIENCE = frozenset({"dau", "wau", "mau", "downloads"})
_LEAST_NATION = 500_000_000


def read_claims(parsed: Parsed, watchlist: Watchlist) -> tuple[tuple[Claim, ...], tuple[RejectedFigure, ...]]:
    """The claims of an article, repeats merged, and the figures that are none."""
    claims: list[Claim] = []
    rejected: list[RejectedFigure] = []
    figures, told = read_figures(parsed, watchlist)
    for figure, claimed in figures:
        claims += claimed
        is_worth_a_row = figure.amount.kind in ("money", "percent") or figure.amount.value >= _LEAST_FIGURE
        if not claimed and is_worth_a_row:
            rejected.append(_rejected(parsed, figure))
    return tuple(_merged([*claims, *told])), tuple(rejected)


def read_figures(
    parsed: Parsed, watchlist: Watchlist
) -> tuple[list[tuple[Figure, tuple[Claim, ...]]], tuple[Claim, ...]]:
    """Each figure of an article with the claims that it makes, none where it is rejected; and its events' claims."""
    events = list(find_events(parsed.scene, parsed.dates))
    weighed = list(reviewed(weigh_figures(parsed)))
    timeline = _timeline(parsed, events, weighed)
    figures = [
        (
            figure,
            tuple(_figure_claim(parsed, watchlist, timeline, figure, owner) for owner in _claimants(parsed, figure)),
        )
        for figure in weighed
    ]
    return list(with_trackers(parsed, figures)), tuple(
        _event_claim(parsed, watchlist, timeline, event) for event in events
    )


def _timeline(parsed: Parsed, events: list[Event], figures: Sequence[Figure]) -> Timeline:
    told: list[list[Told]] = [[] for _ in parsed.dates]
    for figure in figures:
        owner = figure.owners[0].actor if figure.owners else None
        told[figure.number].append((figure.amount.start, owner, figure.meaning.measure))
    present = (any(name.role == "app" for name in names) for names in parsed.scene.names)
    return Timeline(
        parsed.scene.folded,
        parsed.calendar,
        parsed.dates,
        launches_of(events),
        [sentence.paragraph for sentence in parsed.scene.sentences],
        frozenset(number for number, is_present in enumerate(present) if is_present),
        told,
    )


def _claimants(parsed: Parsed, figure: Figure) -> list[Owner]:
    """The best owner; or, where several have one sum alike, each of them; nobody where the figure is no claim."""
    if figure.meaning.measure is None or not figure.owners:
        return []
    if figure.owners[0].actor == COMBINED and figure.meaning.is_spend:
        return each_owner(parsed.scene, figure.number, figure.amount) or [figure.owners[0]]
    return [figure.owners[0]]


def _figure_claim(parsed: Parsed, watchlist: Watchlist, timeline: Timeline, figure: Figure, owner: Owner) -> Claim:
    amount, meaning = figure.amount, figure.meaning
    sentence = parsed.scene.sentences[figure.number]
    kind: Kind = "spend" if meaning.is_spend else "reach"
    as_of = None if kind == "spend" else day_of(timeline, figure.number, sentence, amount.start, owner.actor)
    season = season_at(timeline, figure.number, sentence, amount.start, as_of)
    currency = amount.currency or meaning.currency if kind == "spend" and meaning.unit is None else None
    value_cny, cny_basis = _in_cny(amount, currency)
    place = _place_of(parsed, figure.number, owner, amount.start, amount.reach_end)
    measure = meaning.measure or ""
    app = _actor(owner, season, watchlist, measure, float(amount.value))
    value, value_max = float(amount.value), float(amount.value_max) if amount.value_max is not None else None
    return Claim(
        claim_id=_identify(parsed.article, app, measure, (value, value_max, currency, as_of), place),
        article_id=parsed.article.article_id,
        app=app,
        kind=kind,
        measure=measure,
        value=value,
        value_max=value_max,
        unit=currency if kind == "spend" and currency else meaning.unit,
        currency=currency,
        value_cny=value_cny,
        cny_basis=cny_basis,
        count=pieces_of(parsed.scene.folded, amount, parsed.figures[figure.number]) if measure == "prize" else None,
        bound=amount.bound,
        basis=place.source.basis,
        origin=place.source.origin,
        as_of=as_of,
        season=season,
        quote=place.quote,
        quote_start=place.quote_start,
        quote_end=place.quote_end,
        number_start=place.start,
        number_end=place.end,
        confidence=_confidence(owner, meaning, place),
        confidence_reason=owner.reason,
        rule=meaning.rule,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the text says something, `text[start:end]` in the sentence `quote`, and who stands behind it."""

    source: Source
    quote: str
    quote_start: int
    quote_end: int
    start: int
    end: int


def _place_of(parsed: Parsed, number: int, owner: Owner, start: int, end: int) -> _Place:
    sentence = parsed.scene.sentences[number]
    figures = [start, *(one.start for one in parsed.figures[number] if one.start > start)]
    source = source_of(parsed.scene.folded, sentence, parsed.scene.names[number], owner.actor, figures)
    quote = parsed.article.text[sentence.start : sentence.end]
    return _Place(source, quote, sentence.start, sentence.end, start, end)


def _event_claim(parsed: Parsed, watchlist: Watchlist, timeline: Timeline, event: Event) -> Claim:
    season = season_at(timeline, event.number, parsed.scene.sentences[event.number], event.start, event.day)
    place = _place_of(parsed, event.number, event.owner, event.start, event.end)
    app = _actor(event.owner, season, watchlist, event.measure)
    return Claim(
        claim_id=_identify(parsed.article, app, event.measure, (None, None, None, event.day), place),
        article_id=parsed.article.article_id, app=app, kind="event", measure=event.measure, value=None, value_max=None,
        unit=None, currency=None, value_cny=None, cny_basis=None, count=None, bound="exact", basis=place.source.basis,
        origin=place.source.origin, as_of=event.day, season=season, quote=place.quote, quote_start=place.quote_start,
        quote_end=place.quote_end, number_start=place.start, number_end=place.end, confidence=event.owner.confidence,
        confidence_reason=event.owner.reason, rule=event.rule,
    )  # fmt: skip


def _actor(owner: Owner, season: int | None, watchlist: Watchlist, measure: str, value: float | None = None) -> str:
    """The app; or what else its firm runs: in seasons before its first campaign, and where its own users are told.

    Those are a unit's, and the half of a nation that a firm is said to have: its older service's.
    """
    actor, app = owner.actor, watchlist.apps.get(owner.actor)
    is_of_service = owner.role == "unit" or (owner.role == "company" and (value or 0) >= _LEAST_NATION)
    if app is not None and app.company_before is not None and is_of_service and measure in _AUDIENCE:
        return f"other:{app.company_before}"
    if app is None or owner.role == "app" or season is None or season >= app.first_season or app.company_before is None:
        return actor
    return f"other:{app.company_before}"


def _in_cny(amount: Amount, currency: str | None) -> tuple[float | None, str | None]:
    if currency == "CNY":
        return float(amount.value), "stated in yuan"
    if currency is not None and amount.converted is not None and amount.converted.currency == "CNY":
        return float(amount.converted.value), "the article's own conversion"
    return None, None


def _confidence(owner: Owner, meaning: Meaning, place: _Place) -> Confidence:
    if place.source.basis in ("rumour", "forecast"):
        return "hedged"
    return "inferred" if meaning.rule.startswith("carry.") else owner.confidence


def _rejected(parsed: Parsed, figure: Figure) -> RejectedFigure:
    sentence = parsed.scene.sentences[figure.number]
    amount = figure.amount
    return RejectedFigure(
        article_id=parsed.article.article_id,
        number_start=amount.start,
        number_end=amount.end,
        figure=parsed.article.text[amount.start : amount.end],
        value=float(amount.value),
        reason=figure.meaning.reject or "nobody in the text owns it",
        quote=parsed.article.text[sentence.start : sentence.end],
    )


def _identify(article: Article, app: str, measure: str, told: tuple[object, ...], place: _Place) -> str:
    """The id of a claim: the same article, place and reading give the same id on every run."""
    value, value_max, currency, as_of = told
    key = (article.article_id, app, measure, value, value_max, currency, as_of, place.start, place.quote)
    return hashlib.sha256(repr(key).encode()).hexdigest()[:16]


def _merged(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Repeats within an article count once; of an undated and a dated one the dated stays, in the first one's place."""
    kept: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        same = kept.setdefault(
            (claim.app, claim.measure, claim.value, claim.value_max, claim.currency, claim.season), []
        )
        twin = next(
            (n for n, one in enumerate(same) if one.as_of == claim.as_of or None in (one.as_of, claim.as_of)), None
        )
        if twin is None:
            same.append(claim)
        elif same[twin].as_of is None and claim.as_of is not None:
            same[twin] = claim
    for same in kept.values():
        yield from same
