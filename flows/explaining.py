"""`hongbao explain`: each figure and event of a text, what became of it, by which rule, whose it could have been."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extraction.claims import read_figures
from extraction.figures import Figure
from extraction.pages import Page, read_page
from extraction.parsing import Parsed, parse
from extraction.records import Article, Claim
from extraction.rulebooks import describe_rule
from extraction.watchlist import Watchlist
from flows.errors import InputError
from flows.inputs import read_input


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A figure or event: as written, the sentence as rules see it, the verdict, the rule, its example, the owners."""

    figure: str
    value: str
    sentence: str
    marked: str
    verdict: str
    rule: str
    example: str | None
    owners: tuple[str, ...]


def explain(given: str, watchlist: Watchlist) -> Iterator[Explanation]:
    """Explains each figure of a text, or of the articles in a file where `given` names one.

    Raises InputError where the file cannot be read or nothing in it names anybody who is watched.
    """
    is_file = given == "-" or Path(given).is_file() or given.endswith((".txt", ".html", ".jsonl", ".warc.gz"))
    pages = read_input(given) if is_file else [Page(url=None, content_type="text/plain", body=given.encode())]
    for page in pages:
        article = read_page(page, watchlist)
        if not isinstance(article, Article):
            raise InputError(f"{given[:60]}: there is nothing to explain ({article}): name a watched app in the text")
        yield from _explain_article(parse(article, watchlist), watchlist)


def _explain_article(parsed: Parsed, watchlist: Watchlist) -> Iterator[Explanation]:
    figures, events = read_figures(parsed, watchlist)
    for figure, claims in figures:
        yield _explain_figure(parsed, figure, claims)
    for event in events:
        yield Explanation(
            figure=parsed.article.text[event.number_start : event.number_end],
            value="event",
            sentence=event.quote,
            marked=parsed.scene.folded[event.quote_start : event.quote_end],
            verdict="claim: " + _told(event),
            rule=event.rule,
            example=describe_rule(event.rule),
            owners=(f"{event.app} ({event.confidence_reason})",),
        )


def _explain_figure(parsed: Parsed, figure: Figure, claims: Sequence[Claim]) -> Explanation:
    sentence = parsed.scene.sentences[figure.number]
    text = parsed.article.text
    return Explanation(
        figure=text[figure.amount.start : figure.amount.end],
        value=_value(figure),
        sentence=text[sentence.start : sentence.end],
        marked=figure.marked.text,
        verdict=_verdict(figure, claims),
        rule=figure.meaning.rule,
        example=describe_rule(figure.meaning.rule),
        owners=tuple(f"{one.actor} {one.weight:.0f} ({one.reason})" for one in figure.owners),
    )


def _value(figure: Figure) -> str:
    amount = figure.amount
    high = f" to {amount.value_max:,}" if amount.value_max is not None else ""
    return f"{amount.bound} {amount.value:,}{high} {amount.currency or amount.kind}"


def _verdict(figure: Figure, claims: Sequence[Claim]) -> str:
    meaning = figure.meaning
    if meaning.measure is None:
        return f"rejected: {meaning.reject}"
    if not claims:
        return f"rejected: {meaning.measure}, but nobody in the text owns it"
    return "claim: " + "; ".join(map(_told, claims))


def _told(claim: Claim) -> str:
    """Whose and what a claim is, with its day and its season where it has them."""
    season = f"season {claim.season}" if claim.season is not None else None
    return " · ".join(filter(None, (f"{claim.app} {claim.measure}", claim.as_of, season)))
