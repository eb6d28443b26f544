"""One change as a row: whose figure, how it was and how it is, and what else is not as it was."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.address import link_to
from dashboard.changes import Change, Fact, list_differences
from dashboard.dates import write_as_of
from dashboard.figures import make_figure, name_measure, write_figure, write_full
from dashboard.markup import Markup, join, plain, tag
from dashboard.measures import UNSTATED
from dashboard.pages import page_file
from dashboard.reasons import write_reason
from dashboard.standing import draw_standing
from dashboard.visit import Visit
from dashboard.wording import Wording

NAMED = {"rank": "rank_short", "status": "status", "basis": "basis"}


def draw_change(change: Change, old_claims: Mapping[str, str], visit: Visit) -> None:
    """The row; each figure leads to its evidence, one that is gone to its old sentence, as far as that is on record.

    `old_claims` are the claims of figures that are gone, by fact_id.
    """
    claim = old_claims.get(change.was["fact_id"], "") if change.was and change.is_gone else ""
    with st.container(key=f"change-{change.key}"):
        whose, figures, what = st.columns([1.7, 1.4, 2.5], vertical_alignment="center")
        whose.html(draw_whose(change, visit).html)
        with figures.container(horizontal=True, vertical_alignment="center", gap="small"):
            draw_figures(change, claim, visit)
        what.html(draw_difference(change, claim, visit).html)


def draw_whose(change: Change, visit: Visit) -> Markup:
    wording = visit.wording
    app = visit.find_app(change.fact["app"])
    name = tag("span", tag("span", kind=f"dot app-{app.id}"), f"{app.name} · ", kind="name")
    measure = tag("span", name_measure(make_figure(change.fact), wording), kind="name")
    day, basis = change.fact["as_of"], change.fact["basis"]
    known = [write_as_of(day, wording)] if day else []
    known += [wording.name("basis", basis)] if basis in UNSTATED else []
    return join(name, measure, tag("p", " · ".join(known), kind="explain") if known else "")


def draw_figures(change: Change, claim: str, visit: Visit) -> None:
    """The figure before, struck through if it is gone, an arrow, and the figure now; one only if both read alike."""
    wording = visit.wording
    was = write_figure(make_figure(change.was), wording) if change.was else ""
    now = write_figure(make_figure(change.now), wording) if change.now else ""
    if was and was != now:
        draw_before(change, was, claim, visit)
    if was and now and was != now:
        st.html(tag("span", "→", kind="arrow").html, width="content")
    if change.now:
        draw_link(change.now, now, visit, fact=change.now["fact_id"])


def draw_before(change: Change, said: str, claim: str, visit: Visit) -> None:
    """The figure before; it leads to its evidence where that is not the evidence of the figure now, or to `claim`."""
    is_other = bool(change.was and change.now and change.was["fact_id"] != change.now["fact_id"])
    if change.was and claim:
        draw_link(change.was, said, visit, is_gone=change.now is None, claim=claim)
        return
    if change.was and change.is_kept and is_other:
        draw_link(change.was, said, visit, fact=change.was["fact_id"])
        return
    kind = "before gone" if change.now is None else "before"
    st.html(tag("span", said, kind=kind).html, width="content")


def draw_link(figure: Fact, said: str, visit: Visit, *, is_gone: bool = False, **target: str) -> None:
    """The figure as a way to its evidence, struck through if it is gone."""
    full = write_full(make_figure(figure), visit.wording)
    label = f"~~{plain(said)}~~" if is_gone else plain(said)
    st.page_link(page_file("evidence"), label=label, help=plain(full), query_params=link_to(**target))


def draw_difference(change: Change, claim: str, visit: Visit) -> Markup:
    """What differs in words; of a new figure how well it stands, of one that is gone where its sentence is."""
    wording = visit.wording
    if change.now is None:
        said = draw_standing(make_figure(change.fact), visit)
        was = tag("small", wording.say("changes.was"), " ")
        where = tag("p", wording.say("changes.old_sentence" if claim else "changes.no_sentence"), kind="none")
        return join(was, said, where)
    differences = [
        tag("li", tag("span", wording.say(f"differs.{name}"), kind="term"), " ", write_step(name, was, now, wording))
        for name, was, now in list_differences(change)
    ]
    listed = tag("ul", *differences, kind="differences") if differences else ""
    why = tag("p", write_reason(change.now, wording), kind="listed-why")
    return join(draw_standing(make_figure(change.now), visit), listed, why)


def write_step(name: str, was: Any, now: Any, wording: Wording) -> str:
    before, after = (write_side(name, side, wording) for side in (was, now))
    return wording.say("changes.arrow", before=before, after=after)


def write_side(name: str, side: Any, wording: Wording) -> str:
    if name == "day":
        return write_as_of(side, wording)
    return wording.name(NAMED[name], side) if name in NAMED else str(side)
