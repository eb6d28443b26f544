"""`hongbao explain`: every figure of a text, what became of it, by which rule, and who else could have owned it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extraction.figures import Figure, weigh_figures
from extraction.hindsight import reviewed
from extraction.pages import Page, read_page
from extraction.parsing import Parsed, parse
from extraction.records import Article
from extraction.rulebooks import describe_rule
from extraction.watchlist import Watchlist
from flows.errors import InputError
from flows.inputs import read_input


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One figure: as written, the sentence as rules see it, the verdict, the rule and its example, the owners."""

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
        yield from _explain_article(parse(article, watchlist))


def _explain_article(parsed: Parsed) -> Iterator[Explanation]:
    for figure in reviewed(weigh_figures(parsed)):
        sentence = parsed.scene.sentences[figure.number]
        text = parsed.article.text
        yield Explanation(
            figure=text[figure.amount.start : figure.amount.end],
            value=_value(figure),
            sentence=text[sentence.start : sentence.end],
            marked=figure.marked.text,
            verdict=_verdict(figure),
            rule=figure.meaning.rule,
            example=describe_rule(figure.meaning.rule),
            owners=tuple(f"{one.actor} {one.weight:.0f} ({one.reason})" for one in figure.owners),
        )


def _value(figure: Figure) -> str:
    amount = figure.amount
    high = f" to {amount.value_max:,}" if amount.value_max is not None else ""
    return f"{amount.bound} {amount.value:,}{high} {amount.currency or amount.kind}"


def _verdict(figure: Figure) -> str:
    meaning = figure.meaning
    if meaning.measure is None:
        return f"rejected: {meaning.reject}"
    if not figure.owners:
        return f"rejected: {meaning.measure}, but nobody in the text owns it"
    return f"claim: {figure.owners[0].actor} {meaning.measure}"
