"""The table behind each chart: all that is known of each figure, in full."""

from collections.abc import Iterator, Mapping

from dashboard.dates import write_as_of
from dashboard.figures import write_full
from dashboard.markup import Markup, tag
from dashboard.reasons import find_reasons
from dashboard.standing import Figures, write_beside
from dashboard.theme import App
from dashboard.visit import Visit

COLUMNS = ("app", "figure", "bound", "multiple", "status", "origins", "claims", "as_of", "basis", "reason")


def draw_table(figures: Figures, visit: Visit) -> Markup:
    """All that is known of each figure, one row per app, wide enough to scroll."""
    words = visit.wording.say
    head = tag("tr", *(tag("th", words(f"column.{name}", home=visit.home.short)) for name in COLUMNS))
    reasons = find_reasons(figures.values(), visit)
    rows = (tag("tr", *(tag("td", cell) for cell in list_cells(app, figures, reasons, visit))) for app in visit.apps)
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), kind="table")


def list_cells(app: App, figures: Figures, reasons: Mapping[str, str], visit: Visit) -> Iterator[str]:
    wording = visit.wording
    yield app.name
    figure = figures.get(app.id)
    if figure is None:
        yield wording.say("figure.none")
        yield from [""] * (len(COLUMNS) - 2)
        return
    yield write_full(figure, wording)
    yield wording.name("bound_name", figure.bound)
    yield write_beside(app, figure, figures, visit)
    yield wording.name("status", figure.status)
    yield str(figure.origins)
    yield str(figure.claims)
    yield write_as_of(figure.as_of, wording)
    yield wording.name("basis", figure.basis)
    yield reasons.get(figure.fact_id, figure.reason)
