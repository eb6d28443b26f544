"""One measure on the Compare page: names, bars and figures in rows, each figure opening the sentence behind it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import charts
from dashboard.address import link_to
from dashboard.dates import write_instant
from dashboard.figures import Figure, write_figure, write_full
from dashboard.markup import Markup, join, plain, tag
from dashboard.measures import Measure, name_headline
from dashboard.pages import page_file
from dashboard.passages import draw_quote
from dashboard.release import read_evidence
from dashboard.standing import Figures, count_claims, draw_standing, write_beside
from dashboard.tables import draw_table
from dashboard.theme import App
from dashboard.visit import Visit


@st.fragment
def draw_panel(measure: Measure, figures: Figures, visit: Visit) -> None:
    """The card of one measure. A fragment: opening a figure runs this card again, not the page."""
    words = visit.wording.say
    with st.container(border=True, key=f"panel-{measure.name}"):
        heading = tag("h3", name_headline(measure.name, visit.wording))
        st.html(join(heading, tag("p", words(f"explain.{measure.name}"), kind="explain")).html)
        names, bars, numbers = st.columns([1.5, 2, 1.35], gap="small", wrap=False)
        names.html(tag("div", *(draw_name(app, figures, visit) for app in visit.apps), kind="rows").html)
        draw_bars(bars, figures, visit)
        with numbers.container(gap=None):
            for app in visit.apps:
                draw_number(measure, app, figures, visit)
        with st.expander(words("compare.table")):
            st.html(draw_table(figures, visit).html)


def draw_bars(place: DeltaGenerator, figures: Figures, visit: Visit) -> None:
    sums = {app: figure for app, figure in figures.items() if figure.value is not None}
    if not sums:
        return
    chart = charts.draw_measure(visit.apps, sums, visit.wording)
    place.altair_chart(chart, width="stretch", theme=None, alt=charts.describe(visit.apps, sums, visit.wording))


def draw_name(app: App, figures: Figures, visit: Visit) -> Markup:
    """Whose row it is, and how well its figure stands."""
    figure = figures.get(app.id)
    standing = draw_standing(figure, visit) if figure else tag("small", "")
    name = tag("span", tag("span", kind=f"dot app-{app.id}"), app.short, kind="name", title=app.name)
    return tag("div", name, standing, kind="row")


def draw_number(measure: Measure, app: App, figures: Figures, visit: Visit) -> None:
    """The figure as a button that opens its sentence, and its multiple of the home benchmark."""
    wording = visit.wording
    figure = figures.get(app.id)
    with st.container(key=f"number-{measure.name}-{app.id}", gap=None):
        if figure is None:
            none = tag("span", wording.say("figure.none"), kind="none", title=wording.say("figure.none_long"))
            st.html(none.html)
            return
        opened = st.popover(
            plain(write_figure(figure, wording)),
            type="tertiary",
            help=plain(write_full(figure, wording)),
            key=f"open-{measure.name}-{app.id}",
            on_change="rerun",
        )
        if opened.open:
            with opened:
                draw_sentence(figure, app, visit)
        st.html(tag("small", write_beside(app, figure, figures, visit), kind="multiple").html)


def draw_sentence(figure: Figure, app: App, visit: Visit) -> None:
    """The earliest sentence that says it outright, who printed it, and the way to all the others."""
    wording = visit.wording
    evidence = read_evidence(visit.version, figure.fact_id)
    claim = evidence.sort(evidence["confidence"] != "stated", maintain_order=True).row(0, named=True)
    start = claim["quote_start"]
    quote = draw_quote(claim["quote"], (claim["number_start"] - start, claim["number_end"] - start))
    publisher = claim["publisher"] or wording.say("evidence.no_publisher")
    printed = f"{publisher} · {write_instant(claim['published_at'], wording)}"
    heading = tag("p", tag("span", kind=f"dot app-{app.id}"), f"{app.name}: {write_full(figure, wording)}", kind="name")
    st.html(join(heading, quote, tag("p", printed, kind="explain"), tag("p", count_claims(figure, visit))).html)
    st.page_link(
        page_file("evidence"), label=f"{wording.say('compare.quote_more')} →", query_params=link_to(fact=figure.fact_id)
    )
