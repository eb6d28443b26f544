"""What a click on a board opens: the sentences behind a figure, or a table as a file."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.address import link_to
from dashboard.board import OPEN, SAVE, Node, draw_nodes
from dashboard.dates import write_as_of, write_instant
from dashboard.downloads import Source, offer_formats
from dashboard.figures import (
    Figure,
    counts_a_part,
    make_figure,
    make_printed,
    name_measure,
    write_figure,
    write_full,
)
from dashboard.markup import Markup, join, plain, tag
from dashboard.measures import name_headline
from dashboard.pages import page_file
from dashboard.passages import draw_quote
from dashboard.reading_compare import find_told, read_sentence
from dashboard.release import read_facts
from dashboard.standing import count_claims, draw_standing, name_basis
from dashboard.theme import is_dark
from dashboard.visit import Visit

Files = Mapping[str, Source]
# A ratio has two; a longer list is not one of ours.
MOST = 4


@st.fragment
def show_board(nodes: Sequence[Node], files: Files, visit: Visit, key: str, by: str = "") -> None:
    """The nodes, and what a click in them asks for. A fragment: a click runs this board again, not the page.

    `by` is the tracker whose counts alone are drawn.
    """
    wish, names = draw_nodes(nodes, key)
    if wish == OPEN:
        open_sentences(names[:MOST], by, visit)
    elif wish == SAVE and names[0] in files:
        heading = visit.wording.say("download.open")
        st.dialog(plain(heading), icon=":material/download:")(offer_formats)(files[names[0]], names[0], visit)


def open_sentences(fact_ids: Sequence[str], by: str, visit: Visit) -> None:
    """A dialog with the sentence of each fact; nothing for facts that this release does not have."""
    found = [read_facts(visit.version, fact_id=fact_id) for fact_id in fact_ids]
    rows = [frame.row(0, named=True) for frame in found if frame.height]
    called = {app.id: app.name for app in visit.apps}
    names = dict.fromkeys(called.get(row["app"], row["app"]) for row in rows)
    if rows:
        st.dialog(plain(", ".join(names)), width="medium")(draw_sentences)(rows, by, visit)


def draw_sentences(rows: Sequence[Mapping[str, Any]], by: str, visit: Visit) -> None:
    for row in rows:
        told, claim_id = find_told(row, by, visit)
        figure = make_figure(told)
        said = read_sentence(visit.version, figure.fact_id, claim_id)
        quotes = [draw_claim(claim, figure, visit) for claim in said.to_dicts()]
        st.html(join(draw_heading(figure, row["season"], visit), *quotes).html)
        label = f"{visit.wording.say('compare.quote_more')} →"
        st.page_link(page_file("evidence"), label=label, query_params=link_to(fact=figure.fact_id))


def draw_heading(figure: Figure, season: int, visit: Visit) -> Markup:
    """Which figure this is: what it counts, the value, its standing, its day."""
    wording = visit.wording
    name = name_measure(figure, wording) if counts_a_part(figure) else name_headline(figure.measure, wording)
    what = f"{name}, {wording.say('app.season_name', year=season)}"
    value = tag("span", write_figure(figure, wording), kind="opened-value", title=write_full(figure, wording))
    said = [write_full(figure, wording)] if figure.value is not None else []
    said += [write_as_of(figure.as_of, wording)] if figure.as_of else []
    said.append(name_basis(figure, wording))
    number = tag("p", value, " ", draw_standing(figure, visit), kind="opened-figure")
    meta = tag("p", " · ".join(said), kind="meta")
    # A dialog lies outside of what Streamlit tells that the page is dark.
    page = "on-dark" if is_dark() else "on-paper"
    return tag("div", tag("p", what, kind="label"), number, meta, kind=f"opened {page} app-{figure.app}")


def draw_claim(claim: Mapping[str, Any], figure: Figure, visit: Visit) -> Markup:
    """The sentence with its number marked, who printed it and when, and how many others say so."""
    wording, start = visit.wording, claim["quote_start"]
    quote = draw_quote(claim["quote"], (claim["number_start"] - start, claim["number_end"] - start))
    publisher = claim["publisher"] or wording.say("evidence.no_publisher")
    printed = f"{publisher} · {write_instant(claim['published_at'], wording)}"
    lines = [tag("p", printed, kind="meta publisher")]
    if claim["currency"] not in {None, "CNY"}:
        # The sentence says dollars where the figure says yuan: both, and the rate.
        sum_told = write_figure(make_printed(claim), wording)
        lines.append(tag("p", " · ".join(filter(None, (sum_told, claim["cny_basis"]))), kind="explain"))
    return join(quote, *lines, tag("p", count_claims(figure, visit), kind="explain"))
