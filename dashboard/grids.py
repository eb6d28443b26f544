"""A table of cells as they are handed in: text is escaped, markup is laid in, and it scrolls where it is too wide."""

from collections.abc import Iterable, Sequence

from dashboard.markup import Markup, tag

Cell = str | Markup


def draw_grid(heads: Sequence[Cell], rows: Iterable[Sequence[Cell]], kind: str = "") -> Markup:
    """The table; `kind` is a class of its own for the style sheet."""
    head = tag("tr", *(tag("th", cell) for cell in heads))
    body = (tag("tr", *(tag("td", cell) for cell in row)) for row in rows)
    table = tag("table", tag("thead", head), tag("tbody", *body))
    return tag("div", table, kind=f"table {kind}".strip(), is_scrolled=True)
