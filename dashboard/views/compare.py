"""Who spends what, and who reaches whom: the apps side by side, measure by measure, beside the home benchmark."""

import streamlit as st

from dashboard.address import link_to
from dashboard.figures import Figure, write_figure, write_full
from dashboard.markup import Markup, join, plain, tag
from dashboard.measures import REACH, SPEND, Measure, name_headline, pick_figures
from dashboard.notices import begin_page, notify_state
from dashboard.pages import page_file
from dashboard.panels import draw_panel
from dashboard.release import read_comparison, read_facts
from dashboard.standing import draw_standing, write_beside
from dashboard.theme import App
from dashboard.visit import Visit, current

PER_ROW = 2
GLANCE = (SPEND[0], REACH[0])
KEY = ("home", "exact", "at_least", "at_most", "approx", "range", "doubt")

FiguresOf = dict[Measure, dict[str, Figure]]


def show(visit: Visit) -> None:
    """The whole page."""
    if visit.season is None:
        notify_state("no_season", visit.wording)
        return
    begin_page("compare", visit, season=visit.season, home=visit.home.name)
    figures = find_figures(visit, visit.season)
    show_glance(figures, visit)
    show_side("spend", SPEND, figures, visit)
    show_side("reach", REACH, figures, visit)
    st.html(draw_key(visit).html)


def find_figures(visit: Visit, season: int) -> FiguresOf:
    comparison = read_comparison(visit.version, season)
    facts = read_facts(visit.version, season=season, rank="preferred")
    return {measure: pick_figures(measure, comparison, facts) for measure in SPEND + REACH}


def show_glance(figures: FiguresOf, visit: Visit) -> None:
    """A card per app with what it promised and whom it reached."""
    with st.container(key="glances"):
        places = st.columns(len(visit.apps), gap="small")
    for app, place in zip(visit.apps, places, strict=True):
        with place.container(border=True, height="stretch", key=f"glance-{app.id}"):
            role = visit.wording.say("compare.benchmark" if app.is_home else "compare.rival")
            name = tag("h3", tag("span", kind=f"dot app-{app.id}"), app.name)
            st.html(tag("div", tag("p", role, kind="role"), name, kind=f"glance app-{app.id}").html)
            for measure in GLANCE:
                show_headline(measure, app, figures[measure], visit)


def show_headline(measure: Measure, app: App, figures: dict[str, Figure], visit: Visit) -> None:
    """The figure in large type, a link to its evidence."""
    wording = visit.wording
    st.html(tag("p", name_headline(measure.name, wording), kind="label").html)
    figure = figures.get(app.id)
    with st.container(key=f"headline-{measure.name}-{app.id}", gap=None):
        if figure is None:
            st.html(tag("p", wording.say("figure.none"), kind="none", title=wording.say("figure.none_long")).html)
            return
        full = write_full(figure, wording)
        target = link_to(fact=figure.fact_id)
        st.page_link(
            page_file("evidence"), label=plain(write_figure(figure, wording)), help=plain(full), query_params=target
        )
        beside = write_beside(app, figure, figures, visit)
        standing = tag("p", draw_standing(figure, visit), kind="standing")
        st.html(join(standing, tag("p", beside or "\u2007", kind="multiple")).html)


def show_side(side: str, measures: tuple[Measure, ...], figures: FiguresOf, visit: Visit) -> None:
    """A panel for each measure that somebody has a figure of; the others are named in one line."""
    words = visit.wording.say
    st.header(words(f"compare.{side}"), anchor=False)
    st.html(tag("p", words(f"compare.{side}_lead"), kind="lead").html)
    found = [measure for measure in measures if figures[measure]]
    for first in range(0, len(found), PER_ROW):
        for measure, place in zip(found[first : first + PER_ROW], st.columns(PER_ROW), strict=False):
            with place:
                draw_panel(measure, figures[measure], visit)
    missing = [name_headline(measure.name, visit.wording) for measure in measures if not figures[measure]]
    if missing:
        st.html(tag("p", words("compare.none_of", measures=", ".join(missing)), kind="none").html)


def draw_key(visit: Visit) -> Markup:
    """What the signs at the end of a bar mean."""
    signs = (
        tag("li", tag("span", kind=f"sign sign-{name.replace('_', '-')}"), visit.wording.say(f"compare.key_{name}"))
        for name in KEY
    )
    return tag("div", tag("strong", visit.wording.say("compare.key")), tag("ul", *signs), kind="key")


if __name__ == "__main__":
    show(current())
