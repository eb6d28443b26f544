"""A card for each app: what it announced and whom it reached, at one glance."""

from dashboard.board import Node, hide, node
from dashboard.dates import write_as_of
from dashboard.figures import Figure
from dashboard.measures import FiguresOf, Measure, find_measure, name_headline
from dashboard.multiples import is_mixed
from dashboard.panels import draw_higher, draw_number
from dashboard.standing import (
    Figures,
    count_origins,
    is_count,
    name_chip,
    write_beside,
    write_measurer,
    write_status,
)
from dashboard.theme import App
from dashboard.visit import Visit

GLANCE = ("budget", "dau")


def draw_cards(figures: FiguresOf, visit: Visit) -> Node:
    return node("div", *(draw_card(app, figures, visit) for app in visit.shown), kind="cards")


def draw_card(app: App, figures: FiguresOf, visit: Visit) -> Node:
    role = visit.wording.say("compare.benchmark" if app.is_home else "compare.rival")
    name = node("h3", hide(node("span", kind="dot")), app.name)
    measures = [find_measure(glance, figures) for glance in GLANCE]
    headlines = node("div", *(draw_headline(measure, app, figures[measure], visit) for measure in measures))
    return node(
        "section", node("p", role, kind="role"), name, headlines | {"kind": "headlines"}, kind=f"card app-{app.id}"
    )


def draw_headline(measure: Measure, app: App, figures: Figures, visit: Visit) -> Node:
    """The figure in large type, how well it stands, who counted it and when, its place beside the benchmark."""
    figure = figures.get(app.id)
    label = node("p", name_headline(measure.name, visit.wording), kind="label")
    if figure is None:
        return node("div", label, node("p", draw_number(None, visit, by=measure.by)), kind="headline-figure")
    standing = node("p", draw_status(figure, visit), " ", count_origins(figure, visit), kind="standing")
    home = figures.get(visit.home.id)
    # What has to be said beside a multiple of another hand needs the room of a row.
    beside = "" if home and is_mixed(figure, home) else write_beside(app, figure, figures, visit)
    meta = [*([beside] if beside else []), write_when(figure, visit)]
    lines = [standing, node("p", " · ".join(meta), kind="multiple"), *draw_higher(figure, visit)]
    return node("div", label, draw_number(figure, visit, kind="number large"), *lines, kind="headline-figure")


def draw_status(figure: Figure, visit: Visit) -> Node:
    explained = visit.wording.name("status_long", figure.status)
    return node("span", write_status(figure.status, visit.wording), kind=name_chip(figure.status), title=explained)


def write_when(figure: Figure, visit: Visit) -> str:
    """The day it speaks of where it has one; of users who counted them, else what kind of source says so."""
    if is_count(figure):
        return write_measurer(figure, visit.wording)
    day = [write_as_of(figure.as_of, visit.wording)] if figure.as_of else []
    return " · ".join([*day, visit.wording.name("basis", figure.basis)])
