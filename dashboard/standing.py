"""How well a figure stands, in a few words: its status, its origins, its claims, its place beside the benchmark."""

from collections.abc import Mapping

from dashboard.board import Node, node
from dashboard.dates import write_as_of, write_short
from dashboard.figures import Figure
from dashboard.markup import Markup, tag
from dashboard.multiples import MEASURED, UNSTATED, list_trackers, write_compared
from dashboard.theme import App
from dashboard.visit import Visit
from dashboard.wording import Wording

Figures = Mapping[str, Figure]
# Beside the colour of a chip: nobody has to see the colour.
SIGNS = {"corroborated": "✓", "disputed": "≠", "suspect": "!"}


def draw_standing(figure: Figure, visit: Visit) -> Markup:
    """The status as a chip with its sign, and the number of origins."""
    explained = visit.wording.name("status_long", figure.status)
    chip = tag("span", write_status(figure.status, visit.wording), kind=name_chip(figure.status), title=explained)
    origins = tag("span", count_origins(figure, visit), title=visit.wording.say("origins.long"))
    return tag("small", chip, " ", origins)


def write_status(status: str, wording: Wording) -> str:
    """The status in words behind its sign: "✓ corroborated"."""
    return f"{SIGNS.get(status, '')} {wording.name('status', status)}".strip()


def draw_chip(figure: Figure, visit: Visit) -> Node:
    """Status and origins in one short chip: "✓ 7 origins", "rumour · 1 origin", "≠ disputed"; the meaning on hover."""
    status, origins = figure.status, count_origins(figure, visit)
    is_doubted = status in {"disputed", "suspect"}
    words = write_status(status, visit.wording) if is_doubted else f"{SIGNS.get(status, '')} {origins}".strip()
    if figure.basis in UNSTATED:
        words = f"{visit.wording.name('basis', figure.basis)} · {words}"
    told = (visit.wording.name("status_long", status), count_claims(figure, visit), visit.wording.say("origins.long"))
    return node("span", words, kind=name_chip(status), title=". ".join(told))


def name_chip(status: str) -> str:
    return f"chip chip-{status.replace(' ', '-')}"


def count_origins(figure: Figure, visit: Visit) -> str:
    one_or_many = "one" if figure.origins == 1 else "many"
    return visit.wording.say(f"origins.{one_or_many}", count=figure.origins)


def count_claims(figure: Figure, visit: Visit) -> str:
    if figure.claims == 1:
        return visit.wording.say("compare.claim_behind")
    key = "claims_behind_one" if figure.origins == 1 else "claims_behind"
    return visit.wording.say(f"compare.{key}", claims=figure.claims, origins=figure.origins)


def write_beside(app: App, figure: Figure, figures: Figures, visit: Visit) -> str:
    """The multiple of the home benchmark in words, empty where there is none to give."""
    home = figures.get(visit.home.id)
    return "" if app.is_home or home is None else write_compared(figure, home, visit.home.short, visit.wording)


def is_count(figure: Figure) -> bool:
    """True for a number of people or things, which somebody counted; a sum of money was announced."""
    return figure.value is not None and figure.currency is None


def name_measurer(figure: Figure, wording: Wording) -> str:
    """Who counted: the tracker by its name, the company itself, or that nobody is named."""
    if figure.basis == MEASURED and figure.trackers:
        return list_trackers(figure, wording)
    return wording.name("counted", figure.basis)


def write_measurer(figure: Figure, wording: Wording, *, is_short: bool = False) -> str:
    """Who counted, and of which day: "QuestMobile · 7 Feb 2026", or with `is_short` "QuestMobile · 7 Feb"."""
    write = write_short if is_short else write_as_of
    day = [write(figure.as_of, wording)] if figure.as_of else []
    return " · ".join([name_measurer(figure, wording), *day])


def name_basis(figure: Figure, wording: Wording) -> str:
    """The kind of source of the number, with the trackers where they are known: "measured: QuestMobile"."""
    basis = wording.name("basis", figure.basis)
    if figure.basis != MEASURED or not figure.trackers:
        return basis
    return wording.say("compare.measured_by", basis=basis, tracker=list_trackers(figure, wording))
