"""Which sentence says so: the claims behind one figure, or the list of figures and sentences to choose from."""

import re
from typing import Any

import polars as pl
import streamlit as st

from dashboard.address import link_to, pick_text, settle
from dashboard.claims import draw_claim
from dashboard.dates import write_instant
from dashboard.explorer import draw_explorer
from dashboard.figures import make_figure, name_measure, write_figure, write_full
from dashboard.leading import follow
from dashboard.listing import list_figures
from dashboard.markup import Markup, join, plain, tag
from dashboard.notices import make_notice, notify
from dashboard.pages import page_file
from dashboard.proofs import draw_asked, draw_proof
from dashboard.reasons import write_reason
from dashboard.release import read_facts
from dashboard.spoken_days import write_day
from dashboard.standing import draw_standing
from dashboard.visit import Visit, current

FACT = re.compile(r"[0-9a-f]{8,64}")
# A claim is named by whoever read it.
CLAIM = re.compile(r"[^\x00-\x1f\x7f]*")


def show(visit: Visit) -> None:
    """One fact or claim if the address names one, else the list."""
    settle()
    fact_id, claim_id = pick_text("fact", FACT), pick_text("claim", CLAIM)
    if not (st.query_params.get("fact") or claim_id):
        draw_explorer(visit)
        return
    st.page_link(page_file("evidence"), label=f"← {visit.wording.say('evidence.back')}", query_params=link_to())
    fact = find_fact(fact_id, claim_id, visit)
    if fact:
        show_fact(fact, claim_id, visit)
    elif claim_id and show_past(claim_id, visit):
        return
    else:
        notify(visit.wording.say("evidence.unknown"))


def find_fact(fact_id: str, claim_id: str, visit: Visit) -> dict[str, Any]:
    """The fact that was asked for, or the first that the claim stands behind now; {} for none.

    A fact whose day moved goes by another id; who kept its address still finds the figure by the claim in it.
    """
    for known in [fact_id, *(visit.release.facts_of_claim(claim_id) if claim_id else [])]:
        facts = read_facts(visit.version, fact_id=known) if known else pl.DataFrame()
        if facts.height:
            return facts.row(0, named=True)
    return {}


def show_fact(fact: dict[str, Any], claim_id: str, visit: Visit) -> None:
    """The value and why it stands, the values it competes with, and who says so."""
    words = visit.wording.say
    app = visit.find_app(fact["app"])
    measure = name_measure(make_figure(fact), visit.wording)
    heading = words("evidence.season_of", app=app.name, measure=measure, season=fact["season"])
    st.title(plain(heading), anchor=False)
    st.html(draw_value(fact, visit).html)
    show_rivals(fact, visit)
    if claim_id:
        st.header(words("evidence.asked"), anchor=False)
        if not draw_asked(fact, claim_id, visit):
            notify(words("evidence.not_its_claim"))
        elif fact["claims"] == 1:
            return
    st.header(words("evidence.claims_all" if claim_id else "evidence.claims"), anchor=False)
    draw_proof(fact, visit, claim_id)


def draw_value(fact: dict[str, Any], visit: Visit) -> Markup:
    wording = visit.wording
    figure = make_figure(fact)
    value = tag("span", write_figure(figure, wording), kind="fact-value", title=write_full(figure, wording))
    lines = [
        wording.say("evidence.full", amount=write_full(figure, wording)),
        wording.say("evidence.as_of", day=write_day(fact, wording)) if figure.as_of else "",
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
        follow([list_figures(others, visit)], "rivals")


def show_past(claim_id: str, visit: Visit) -> bool:
    """A claim that no figure rests on any more, in the text it was read from; False if there never was one."""
    rows = visit.release.claim(claim_id)
    if rows.is_empty():
        return False
    claim, words = rows.row(0, named=True), visit.wording.say
    st.title(plain(words("evidence.past")), anchor=False)
    changed, ended = (write_instant(claim[when], visit.wording) for when in ("changed_at", "ended_at"))
    why = words("evidence.page_changed", time=changed) if claim["changed_at"] else ""
    if not why:
        why = words("evidence.read_otherwise", time=ended) if claim["ended_at"] else words("evidence.no_figure")
    st.html(make_notice(why, words("evidence.past_do")).html)
    draw_claim(claim, {}, claim["text"], visit)
    return True


if __name__ == "__main__":
    show(current())
