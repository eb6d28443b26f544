"""Lists on the page Evidence: a row for each figure, or for each sentence, that leads to all the evidence."""

from collections.abc import Iterable

import polars as pl

from dashboard.board import Node, node, open_facts
from dashboard.claim_terms import Row, write_outlet
from dashboard.dates import write_as_of, write_instant
from dashboard.figures import Figure, make_figure, name_measure, write_figure, write_full
from dashboard.multiples import UNSTATED
from dashboard.reasons import write_reason
from dashboard.standing import count_origins, name_chip, write_status
from dashboard.visit import Visit


def list_figures(rows: pl.DataFrame, visit: Visit) -> Node:
    """Rows of `marts.facts`: whose, what, how well it stands and why."""
    return node("ul", *(make_figure_row(row, visit) for row in rows.iter_rows(named=True)), kind="found")


def make_figure_row(row: Row, visit: Visit) -> Node:
    figure = make_figure(row)
    value = node("button", write_figure(figure, visit.wording), title=write_full(figure, visit.wording))
    standing = node("span", draw_status(figure, visit), " ", draw_origins(figure, visit), kind="found-standing")
    return node(
        "li",
        draw_subject(figure, visit, figure.as_of),
        node("span", open_facts(value, [figure.fact_id]), kind="found-value"),
        standing,
        node("span", write_reason(row, visit.wording), kind="found-why"),
        kind="figure-row",
    )


def list_sentences(rows: pl.DataFrame, visit: Visit) -> Node:
    """Rows of `Release.find_sentences`: the words themselves, who printed them, and the figure read from them."""
    return node("ul", *(make_sentence_row(row, visit) for row in rows.iter_rows(named=True)), kind="found")


def make_sentence_row(row: Row, visit: Visit) -> Node:
    wording, figure = visit.wording, make_figure(row)
    quote = open_facts(node("button", *mark_number(row)), [row["fact_id"], row["claim_id"]])
    where = [write_outlet(row, wording), write_instant(row["published_at"], wording), wording.name("lang", row["lang"])]
    value = node("b", write_figure(figure, wording), title=write_full(figure, wording))
    return node(
        "li",
        draw_subject(figure, visit, row["as_of"], value),
        node("span", quote, kind="found-quote"),
        node("span", node("b", where[0]), node("small", " · ".join(where[1:])), kind="found-where"),
        node("span", draw_status(figure, visit), kind="found-standing"),
        kind="sentence-row",
    )


def list_printings(rows: pl.DataFrame, visit: Visit) -> Node:
    """Rows of `marts.evidence` that print one story: who, when, in which words."""
    return node("ul", *(make_printing_row(row, visit) for row in rows.iter_rows(named=True)), kind="found printings")


def make_printing_row(row: Row, visit: Visit) -> Node:
    quote = open_facts(node("button", *mark_number(row)), [row["fact_id"], row["claim_id"]])
    when = write_instant(row["published_at"], visit.wording)
    where = node("span", node("b", write_outlet(row, visit.wording)), node("small", when), kind="found-where")
    return node("li", where, node("span", quote, kind="found-quote"), kind="printing-row")


def mark_number(row: Row) -> Iterable[str | Node]:
    """The quote, its number in bold."""
    quote, start = row["quote"], row["quote_start"]
    first, last = (min(max(row[end] - start, 0), len(quote)) for end in ("number_start", "number_end"))
    return quote[:first], node("strong", quote[first:last]), quote[last:]


def draw_subject(figure: Figure, visit: Visit, as_of: str | None, *value: Node) -> Node:
    """Whose figure of what, and of when, if that is told."""
    app = visit.find_app(figure.app)
    name = f"{app.short} · {name_measure(figure, visit.wording)}"
    day = write_as_of(as_of, visit.wording) if as_of else ""
    inside = [*value, node("small", day)] if day else list(value)
    return node("span", node("b", node("span", kind=f"dot app-{app.id}"), name), *inside, kind="found-subject")


def draw_origins(figure: Figure, visit: Visit) -> Node:
    """How many origins there are; on hover, what is counted."""
    return node("span", count_origins(figure, visit), title=visit.wording.say("origins.long"))


def draw_status(figure: Figure, visit: Visit) -> Node:
    """Its status; of talk first that it is talk, which a status alone would hide."""
    words = write_status(figure.status, visit.wording)
    if figure.basis in UNSTATED:
        words = f"{visit.wording.name('basis', figure.basis)} · {words}"
    return node("span", words, kind=name_chip(figure.status), title=visit.wording.name("status_long", figure.status))
