"""The list of figures on the Evidence page: narrowed by app, measure and status, each a link to its evidence."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.address import ALL, keep, link_to, pick
from dashboard.dates import write_as_of
from dashboard.figures import make_figure, write_figure, write_full
from dashboard.markup import join, plain, tag
from dashboard.notices import begin_page, notify_state
from dashboard.pages import page_file
from dashboard.reasons import write_reason
from dashboard.release import read_facts
from dashboard.standing import draw_standing
from dashboard.visit import Visit

PAGE_ROWS = 25
KINDS = {"spend": 0, "reach": 1, "event": 2}
FILTERS = ("app", "measure", "status")


def draw_list(visit: Visit) -> None:
    """Filters, then one row per figure of the season, the preferred ones first."""
    words = visit.wording.say
    begin_page("evidence", visit)
    if visit.season is None:
        notify_state("no_season", visit.wording)
        return
    facts = read_facts(visit.version, season=visit.season)
    for name, place in zip(FILTERS, st.columns(len(FILTERS)), strict=True):
        facts = narrow(facts, name, place, visit)
    st.html(
        tag(
            "p", words("evidence.found", count=facts.height) if facts.height else words("evidence.none"), kind="meta"
        ).html
    )
    kinds = pl.col("kind").replace_strict(KINDS, default=len(KINDS))
    order = [pl.col("app") != visit.home.id, pl.col("app"), kinds, pl.col("measure"), pl.col("rank") != "preferred"]
    draw_page(facts.sort(order, maintain_order=True), visit)


def narrow(facts: pl.DataFrame, name: str, place: Any, visit: Visit) -> pl.DataFrame:
    """Draw one filter; the facts that pass it."""
    options = [ALL, *facts[name].unique().sort().to_list()]
    choice = pick(name, options, ALL)
    place.selectbox(
        visit.wording.say(f"evidence.{name}"),
        options,
        format_func=lambda option: name_option(name, option, visit),
        key=name,
        on_change=keep,
        args=(name,),
    )
    return facts if choice == ALL else facts.filter(pl.col(name) == choice)


def name_option(name: str, option: str, visit: Visit) -> str:
    if option == ALL:
        return visit.wording.say("evidence.all")
    return visit.find_app(option).name if name == "app" else visit.wording.name(name, option)


def draw_page(facts: pl.DataFrame, visit: Visit) -> None:
    pages = -(-facts.height // PAGE_ROWS)
    page = st.pagination(pages, key="page") if pages > 1 else 1
    for row in facts.slice((page - 1) * PAGE_ROWS, PAGE_ROWS).iter_rows(named=True):
        draw_listed(row, visit)


def draw_listed(row: dict[str, Any], visit: Visit) -> None:
    """One figure as a row: whose it is, the figure as a link to its evidence, why it stands as it does."""
    wording = visit.wording
    figure = make_figure(row)
    app = visit.find_app(figure.app)
    with st.container(key=f"listed-{figure.fact_id}"):
        whose, value, why = st.columns([1.6, 1.1, 2.6], vertical_alignment="center")
        name = tag(
            "span",
            tag("span", kind=f"dot app-{app.id}"),
            f"{app.name} · {wording.name('measure', figure.measure)}",
            kind="name",
        )
        whose.html(join(name, tag("p", write_as_of(figure.as_of, wording), kind="explain")).html)
        value.page_link(
            page_file("evidence"),
            label=plain(write_figure(figure, wording)),
            help=plain(write_full(figure, wording)),
            query_params=link_to(fact=figure.fact_id),
        )
        why.html(join(draw_standing(figure, visit), tag("p", write_reason(row, wording), kind="listed-why")).html)
