"""What likely made two values differ, as a chip: a word, a sign that is no colour, and an explanation on hover."""

from dashboard.board import Node, node
from dashboard.wording import Wording

# From misread to merely different: who does not see the colours sees the sign.
SIGNS = {
    "magnitude_slip": "×10",
    "article_slips": "×10",
    "even_slip": "×10?",
    "wrong_day": "↔",
    "day_not_given": "∅",
    "other_measure": "⇄",
    "sources_differ": "≠",
}
UNKNOWN_SIGN = "?"


def draw_cause(cause: str, wording: Wording) -> Node:
    """The chip of a likely cause, a value of `marts.facts.likely_cause`."""
    sign = node("b", SIGNS.get(cause, UNKNOWN_SIGN))
    kind = f"cause cause-{cause.replace('_', '-')}" if cause in SIGNS else "cause"
    return node("span", sign, " ", wording.name("cause", cause), kind=kind, title=wording.name("cause_long", cause))
