"""How well a figure stands, in a few words: its status, its origins, its claims, its place beside the benchmark."""

from collections.abc import Mapping

from dashboard.figures import Figure
from dashboard.markup import Markup, tag
from dashboard.multiples import compare, write_multiple
from dashboard.theme import App
from dashboard.visit import Visit

Figures = Mapping[str, Figure]


def draw_standing(figure: Figure, visit: Visit) -> Markup:
    status = visit.wording.name("status", figure.status)
    chip = tag(
        "span", status, kind=f"chip {name_chip(figure.status)}", title=visit.wording.name("status_long", figure.status)
    )
    return tag("small", chip, " ", count_origins(figure, visit))


def name_chip(status: str) -> str:
    return f"chip-{status.replace(' ', '-')}"


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
    multiple = None if app.is_home or home is None else compare(figure, home)
    return write_multiple(multiple, visit.home.short, visit.wording) if multiple else ""
