"""Names the buttons of a board for who hears them one by one: "¥3 bn" alone does not say whose, of what, or what for.

A button is named by its own words and by what stands over it: the name and the measure of its row, the heading of its
card. So no part of a page has to think of it, and what is heard is what is seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Node = dict[str, Any]

HEADINGS = frozenset({"h2", "h3"})
# The classes of what names a row, and of what names one figure in a card.
OF_ROW = frozenset({"name", "what", "found-subject"})
LABEL, TABLE = "label", "table"
NAMED = frozenset({"button", "summary"})
# A longer one is a sentence, which says of what it speaks.
LONGEST = 80
OPEN = "open:"


def name_buttons(nodes: Sequence[Node], purpose: str) -> list[Node]:
    """The nodes with an `aria-label` on each short button that has none; `purpose` is what those do that open facts.

    Without a heading over them the headings of cards follow that of the page: they are told as one level higher.
    """
    has_sections = any(made["name"] == "h2" for made in walk(nodes))
    return [name_inside(made, (), purpose, has_sections=has_sections) for made in nodes]


def name_inside(made: Any, around: tuple[str, ...], purpose: str, *, has_sections: bool) -> Any:
    if isinstance(made, str) or made["name"] == TABLE:
        return made
    around = (*find_names(made), *around)
    inside = [name_inside(part, around, purpose, has_sections=has_sections) for part in made["inside"]]
    named = made | {"inside": inside}
    if made["name"] in NAMED:
        return name_one(named, around, purpose)
    if made["name"] == "h3" and not has_sections and "aria-level" not in made.get("words", {}):
        return add_word(named, "aria-level", "2")
    return named


def name_one(made: Node, around: Sequence[str], purpose: str) -> Node:
    words = read(made)
    if "aria-label" in made.get("words", {}) or not words or len(words) > LONGEST:
        return made
    label = ", ".join(dict.fromkeys((words, *around)))
    return add_word(made, "aria-label", f"{label}: {purpose}" if made.get("act", "").startswith(OPEN) else label)


def add_word(made: Node, word: str, text: str) -> Node:
    return made | {"words": made.get("words", {}) | {word: text}}


def find_names(made: Node) -> Iterator[str]:
    """What an element says of all that is in it: its heading, the label of a figure, the names of a row."""
    inside = [part for part in made["inside"] if isinstance(part, dict)]
    if made["name"] == "li":
        yield from (read(part) for part in walk(inside) if OF_ROW & kinds_of(part))
    if made["name"] == "section":
        yield from (read(part) for part in walk(inside) if part["name"] in HEADINGS)
    yield from (read(part) for part in inside if LABEL in kinds_of(part))


def kinds_of(made: Mapping[str, Any]) -> set[str]:
    return set(made.get("kind", "").split())


def walk(nodes: Sequence[Any]) -> Iterator[Node]:
    """The nodes and all in them, but for tables: they are long, and nothing in them is clicked."""
    for made in nodes:
        if isinstance(made, dict) and made["name"] != TABLE:
            yield made
            yield from walk(made["inside"])


def read(made: Any) -> str:
    """The words of a node as they are heard: what is hidden from who cannot see is left out."""
    if isinstance(made, str):
        return made.strip()
    if "aria-hidden" in made.get("words", {}):
        return ""
    parts = made["inside"]
    if all(isinstance(part, str) or part["name"] in {"b", "strong"} for part in parts):
        return "".join(part if isinstance(part, str) else read(part) for part in parts).strip()
    return " ".join(filter(None, map(read, parts)))
