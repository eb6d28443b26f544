"""The card with the picture of spend against reach: what is drawn, what it means, and the table behind it."""

from collections.abc import Iterator
from dataclasses import replace

from dashboard.board import Node, draw_table, hide, node
from dashboard.charts import keep_alike
from dashboard.figures import write_full
from dashboard.measures import Measure, name_counted, name_headline
from dashboard.panels import draw_foot
from dashboard.ratios import write_lack
from dashboard.scatter import Plot, make_plot
from dashboard.scatter_marks import draw_plot, draw_ray
from dashboard.standing import Figures, is_count, name_basis, name_measurer, write_status
from dashboard.theme import App
from dashboard.visit import Visit


def draw_picture(
    spend: Figures, reach: Figures, measure: str, visit: Visit, *, by: str = "", has_rate: bool = True
) -> Node:
    """Announced budget against the reach `measure`, of all apps that are shown; `has_rate` as Plot has it.

    `by` is the tracker whose counts alone are the reach.
    """
    visit = speak_of(by, measure, visit) if by else visit
    say, name = visit.wording.say, name_counted(Measure(measure, "reach", by=by), visit.wording)
    known = [say("column.bound"), say("column.status")]
    heads = [say("column.app"), name_headline("budget", visit.wording), *known, name, *known, say("column.basis")]
    table = draw_table(heads, [list(list_cells(app, spend, reach, visit)) for app in visit.shown])
    return node(
        "section",
        node("h3", say("compare.picture", measure=name)),
        node("p", say("compare.picture_lead"), kind="explain"),
        *draw_found(spend, reach, measure, visit, has_rate=has_rate),
        draw_foot(table, "spend-and-reach", visit),
        kind="panel picture",
    )


def speak_of(tracker: str, measure: str, visit: Visit) -> Visit:
    """The visit in whose words a number that is lacking is one of this tracker."""
    wording, key = visit.wording, f"lacks.{measure}"
    return replace(visit, wording=replace(wording, words={**wording.words, key: write_lack(measure, tracker, wording)}))


def draw_found(spend: Figures, reach: Figures, measure: str, visit: Visit, *, has_rate: bool) -> Iterator[Node]:
    """The plot of those who can be in it, and in words who cannot: an axis has one unit."""
    say, found = visit.wording.say, spend.keys() | reach.keys()
    if not found:
        yield node("p", say("compare.picture_none", measure=name_headline(measure, visit.wording)), kind="none")
        return
    unlike = (spend.keys() - keep_alike(spend).keys()) | (reach.keys() - keep_alike(reach).keys())
    kept = ({app: one for app, one in figures.items() if app not in unlike} for figures in (spend, reach))
    plot = make_plot(*kept, has_rate=has_rate)
    yield draw_plot(plot, measure, visit)
    yield draw_caption(plot, measure, visit)
    for key, apps in (("other_unit", unlike), ("neither", {app.id for app in visit.shown} - found)):
        names = say("compare.comma").join(app.short for app in visit.shown if app.id in apps)
        if names:
            yield node("p", say(f"compare.{key}", apps=names), kind="none")


def draw_caption(plot: Plot, measure: str, visit: Visit) -> Node:
    """What the dashed line means, where there is one, and what else has to be said of the axes."""
    has_ray = any(True for _ in draw_ray(plot, visit))
    sign = [hide(node("span", kind=f"ray-sign app-{visit.home.id}"))] if has_ray else []
    words = [visit.wording.say("compare.ray", home=visit.home.short)] if has_ray else []
    words += [write_axes(plot, measure, visit), write_hands(plot.reach, visit)]
    return node("p", *sign, " ".join(filter(None, words)), kind="caption")


def write_hands(reach: Figures, visit: Visit) -> str:
    """Who counted whom, where it was not one hand that counted all; a point has no room for it."""
    hands = {app: name_measurer(reach[app.id], visit.wording) for app in visit.shown if is_told(app, reach)}
    if len(set(hands.values())) < 2:
        return ""
    say = visit.wording.say
    named = [say("compare.hand", app=app.short, measurer=hand) for app, hand in hands.items()]
    return say("compare.hands", hands=say("compare.hand_comma").join(named))


def is_told(app: App, reach: Figures) -> bool:
    return app.id in reach and is_count(reach[app.id])


def write_axes(plot: Plot, measure: str, visit: Visit) -> str:
    """Which of the axes is logarithmic, by what it counts; empty where none is."""
    say = visit.wording.say
    named = (("budget", plot.x), (measure, plot.y))
    logarithmic = [name_headline(name, visit.wording) for name, scale in named if scale.is_log]
    if len(logarithmic) > 1:
        return say("compare.logarithmic_both")
    return say("compare.logarithmic", axis=logarithmic[0]) if logarithmic else ""


def list_cells(app: App, spend: Figures, reach: Figures, visit: Visit) -> Iterator[str]:
    yield app.name
    for figures in (spend, reach):
        figure = figures.get(app.id)
        yield write_full(figure, visit.wording) if figure else visit.wording.say("figure.none")
        yield visit.wording.name("bound_name", figure.bound) if figure else ""
        yield write_status(figure.status, visit.wording) if figure else ""
    yield name_basis(reach[app.id], visit.wording) if app.id in reach else ""
