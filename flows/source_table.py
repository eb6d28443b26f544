"""Prints the table of sources: what the file says of each, and how each did when it was last collected."""

from collections import Counter
from functools import partial
from typing import Any

import polars as pl
from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from flows.source_cells import (
    STYLES,
    confirmed_words,
    cut_cell,
    day,
    health_cell,
    items_cell,
    minute,
    row_style,
    stack,
    text_cell,
)
from flows.source_rows import LEFT_OUT, NOT_CHECKED, NOT_CONFIGURED, SWITCHED_OFF
from flows.terminal import plain

# How many characters of a publisher's name are shown: as many as the window has room for, the whole name at best.
NAME_WIDTHS = (60, 40, 30, 24, 18, 15, 12)
ENDLESS = 10_000


def print_sources(frame: pl.DataFrame, known: str, console: Console) -> None:
    """The table for a person, then what there is to know of single sources, then what is left out and why.

    `known` says of when their health is.
    """
    rows = [row for row in frame.to_dicts() if row["health"] != LEFT_OUT]
    left_out = [row for row in frame.to_dicts() if row["health"] == LEFT_OUT]
    console.print(Text(_summary(rows), style="bold"))
    console.print(Text(f"{plain(known)}; times are UTC.", style="dim"))
    console.print(Text("Items: how many its listings hold / how many are usual at the least.\n", style="dim"))
    console.print(_fitting_table(rows, console))
    _print_notes(
        "What there is to know", [(row["source_id"], row["message"]) for row in rows if row["message"]], console
    )
    _print_notes("Left out on purpose", [(row["publisher"], row["message"]) for row in left_out], console)


def _summary(rows: list[dict[str, Any]]) -> str:
    states = Counter(row["health"] for row in rows)
    order = [*STYLES, NOT_CHECKED, NOT_CONFIGURED, SWITCHED_OFF]
    counted = (f"{states[state]} {state}" for state in order if states[state])
    return f"{len(rows)} sources: {', '.join(counted)}."


def _fitting_table(rows: list[dict[str, Any]], console: Console) -> Table:
    """One line a source where the window is wide enough, else two: what it is over what came of it.

    In a window of eighty, days stand for minutes and the columns move together, so that nothing is cut but names.
    """
    endless = console.options.update(max_width=ENDLESS)
    makers = (_wide_table, _narrow_table, partial(_narrow_table, is_tight=True))
    tables = (make(rows, width) for make in makers for width in NAME_WIDTHS)
    fitting = (table for table in tables if Measurement.get(console, endless, table).maximum <= console.width)
    return next(fitting, _narrow_table(rows, NAME_WIDTHS[-1], is_tight=True))


def _wide_table(rows: list[dict[str, Any]], name_width: int) -> Table:
    table = _bare_table("health", "source", "publisher", "tier", "ways", "fetch", "newest item", "items", "pages")
    for heading in ("checked", "confirmed"):
        table.add_column(heading, no_wrap=True)
    for row in rows:
        table.add_row(
            health_cell(row),
            Text(row["source_id"], style="bold"),
            cut_cell(row["publisher"], name_width),
            text_cell(f"{row['tier']} {row['language']}".replace("_", " ")),
            text_cell(row["ways"]),
            text_cell(row["fetch"]),
            text_cell(minute(row["newest_item_at"])),
            items_cell(row),
            text_cell(row["pages"]),
            text_cell(day(row["checked_at"])),
            text_cell(confirmed_words(row), "dim"),
            style=row_style(row),
        )
    return table


def _narrow_table(rows: list[dict[str, Any]], name_width: int, *, is_tight: bool = False) -> Table:
    stacked = ("tier\nlanguage", "ways\nfetch", "newest\nchecked", "items\npages")
    table = _bare_table("health\nconfirmed", "source\npublisher", *stacked, gap=0 if is_tight else 1)
    when = day if is_tight else minute
    for row in rows:
        source = stack(Text(row["source_id"], style="bold"), cut_cell(row["publisher"], name_width, "dim"))
        table.add_row(
            stack(health_cell(row), text_cell(confirmed_words(row), "dim")),
            source,
            stack(text_cell(row["tier"].replace("_", " ")), text_cell(row["language"], "dim")),
            stack(text_cell(row["ways"]), text_cell(row["fetch"], "dim")),
            stack(text_cell(when(row["newest_item_at"])), text_cell(when(row["checked_at"]), "dim")),
            stack(items_cell(row), text_cell(row["pages"], "dim")),
            style=row_style(row),
        )
    return table


def _bare_table(*headings: str, gap: int = 1) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, gap, 0, 0),
        header_style="dim",
        border_style="dim",
    )
    for heading in headings:
        is_number = heading.startswith(("items", "pages"))
        table.add_column(heading, justify="right" if is_number else "left", no_wrap=True)
    return table


def _print_notes(title: str, notes: list[tuple[str, str]], console: Console) -> None:
    if not notes:
        return
    console.print(Text(f"\n{title}", style="bold"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(max_width=min(36, console.width // 3))
    table.add_column(ratio=1, overflow="fold")
    for name, note in notes:
        table.add_row(text_cell(name), text_cell(note, "dim"))
    console.print(table)
