"""Which sentence says so: the claims behind one figure, or the list of all figures to choose one from."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.address import link_to, settle
from dashboard.claims import draw_claim
from dashboard.dates import write_as_of
from dashboard.figures import make_figure, write_figure, write_full
from dashboard.listing import draw_list, draw_listed
from dashboard.markup import Markup, join, plain, tag
from dashboard.notices import notify
from dashboard.pages import page_file
from dashboard.reasons import write_reason
from dashboard.release import read_evidence, read_facts
from dashboard.standing import draw_standing
from dashboard.visit import Visit, current

SHOWN_AT_ONCE = 8


def show(visit: Visit) -> None:
    """One fact if the address names one, else the list."""
    settle()
    asked = st.query_params.get("fact")
    if not asked:
        draw_list(visit)
        return
    st.page_link(page_file("evidence"), label=f"← {visit.wording.say('evidence.back')}", query_params=link_to())
    facts = read_facts(visit.version, fact_id=asked)
    if facts.is_empty():
        notify(visit.wording.say("evidence.unknown"))
        return
    show_fact(facts.row(0, named=True), visit)


def show_fact(fact: dict[str, Any], visit: Visit) -> None:
    """The value and why it stands, the values it competes with, and every claim behind it."""
    words = visit.wording.say
    app = visit.find_app(fact["app"])
    measure = visit.wording.name("measure", fact["measure"])
    heading = words("evidence.season_of", app=app.name, measure=measure, season=fact["season"])
    st.title(plain(heading), anchor=False)
    st.html(draw_value(fact, visit).html)
    show_rivals(fact, visit)
    st.header(words("evidence.claims"), anchor=False)
    evidence = read_evidence(visit.version, fact["fact_id"])
    is_whole = evidence.height <= SHOWN_AT_ONCE or st.toggle(
        words("evidence.show_all", count=evidence.height), key=f"all-{fact['fact_id']}"
    )
    for claim in evidence.head(evidence.height if is_whole else SHOWN_AT_ONCE).iter_rows(named=True):
        draw_claim(claim, fact, visit)


def draw_value(fact: dict[str, Any], visit: Visit) -> Markup:
    wording = visit.wording
    figure = make_figure(fact)
    value = tag("span", write_figure(figure, wording), kind="fact-value", title=write_full(figure, wording))
    lines = [
        wording.say("evidence.full", amount=write_full(figure, wording)),
        wording.say("evidence.as_of", day=write_as_of(figure.as_of, wording)) if figure.as_of else "",
        wording.name("basis_long", figure.basis),
        wording.name("rank", figure.rank),
    ]
    why = tag("p", wording.name("status_long", figure.status), kind="meta")
    recorded = wording.say("evidence.reason_note", reason=figure.reason)
    rule = tag("p", write_reason(fact, wording), kind="meta", title=recorded)
    head = tag("div", tag("span", kind=f"dot app-{figure.app}"), value, draw_standing(figure, visit), kind="fact")
    return join(
        head,
        tag("p", " · ".join(filter(None, lines)), kind="meta"),
        tag("p", tag("b", wording.say("evidence.why")), kind="meta"),
        why,
        rule,
    )


def show_rivals(fact: dict[str, Any], visit: Visit) -> None:
    """The other values of the same dispute, each with its own evidence."""
    others = read_facts(visit.version, group_id=fact["group_id"]).filter(pl.col("fact_id") != fact["fact_id"])
    if others.is_empty():
        return
    with st.expander(visit.wording.say("evidence.rivals", count=others.height)):
        for row in others.iter_rows(named=True):
            draw_listed(row, visit)


if __name__ == "__main__":
    show(current())
