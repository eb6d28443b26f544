"""Prints the table of sources: what the file says of each, and how each did when it was last collected."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import polars as pl
from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from flows.source_rows import LEFT_OUT, NOT_CHECKED, NOT_CONFIGURED, SWITCHED_OFF
from flows.terminal import plain

# How many characters of a publisher's name are shown: as many as the window has room for, the whole name at best.
NAME_WIDTHS = (60, 40, 30, 24, 18, 15, 12)
ENDLESS = 10_000
STYLES = {
    "ok": "green",
    "moved": "yellow",
    "stale": "yellow",
    "empty": "yellow",
    "not-a-feed": "red",
    "blocked": "red",
    "failing": "red",
}
_FIRST_WORDS = re.compile(r".+?(?= by |[;,(]|$)")


def print_sources(frame: pl.DataFrame, known: str, console: Console) -> None:
    """The table for a person, then what there is to know of single sources, then what is left out and why.

    `known` says of when their health is.
    """
    rows = [row for row in frame.to_dicts() if row["health"] != LEFT_OUT]
    left_out = [row for row in frame.to_dicts() if row["health"] == LEFT_OUT]
    console.print(Text(_summary(rows), style="bold"))
    console.print(Text(f"{plain(known)}; times are UTC.\n", style="dim"))
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
    """One line a source where the window is wide enough, else two: what it is over what came of it."""
    endless = console.options.update(max_width=ENDLESS)
    tables = (make(rows, width) for make in (_wide_table, _narrow_table) for width in NAME_WIDTHS)
    fitting = (table for table in tables if Measurement.get(console, endless, table).maximum <= console.width)
    return next(fitting, _narrow_table(rows, NAME_WIDTHS[-1]))


def _wide_table(rows: list[dict[str, Any]], name_width: int) -> Table:
    table = _bare_table("health", "source", "publisher", "tier", "ways", "fetch", "newest item", "items", "pages")
    for heading in ("checked", "confirmed"):
        table.add_column(heading, no_wrap=True)
    for row in rows:
        table.add_row(
            _health(row),
            Text(row["source_id"], style="bold"),
            _cut(row["publisher"], name_width),
            _text(f"{row['tier']} {row['language']}".replace("_", " ")),
            _text(row["ways"]),
            _text(row["fetch"]),
            _text(minute(row["newest_item_at"])),
            _items(row),
            _text(row["pages"]),
            _text(_day(row["checked_at"])),
            _text(_confirmed(row), "dim"),
            style=_row_style(row),
        )
    return table


def _narrow_table(rows: list[dict[str, Any]], name_width: int) -> Table:
    stacked = ("tier\nlanguage", "ways\nfetch", "newest item\nchecked", "items\npages")
    table = _bare_table("health\nconfirmed", "source\npublisher", *stacked)
    for row in rows:
        source = _stack(Text(row["source_id"], style="bold"), _cut(row["publisher"], name_width, "dim"))
        table.add_row(
            _stack(_health(row), _text(_confirmed(row), "dim")),
            source,
            _stack(_text(row["tier"].replace("_", " ")), _text(row["language"], "dim")),
            _stack(_text(row["ways"]), _text(row["fetch"], "dim")),
            _stack(_text(minute(row["newest_item_at"])), _text(minute(row["checked_at"]), "dim")),
            _stack(_items(row), _text(row["pages"], "dim")),
            style=_row_style(row),
        )
    return table


def _bare_table(*headings: str) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="dim",
        border_style="dim",
    )
    for heading in headings:
        is_number = heading.startswith(("items", "pages"))
        table.add_column(heading, justify="right" if is_number else "left", no_wrap=True)
    return table


def _health(row: Mapping[str, Any]) -> Text:
    word = row["health"]
    return Text(f"{'●' if word in STYLES else '○'} {word}", style=STYLES.get(word, "dim"))


def _row_style(row: Mapping[str, Any]) -> str:
    return "dim" if row["health"] in {SWITCHED_OFF, NOT_CONFIGURED} else ""


def _items(row: Mapping[str, Any]) -> Text:
    """What the listings held, of what is usual: "41 / 20"; red where it is less than half of it."""
    listed, expected = row["listed"], row["expected"]
    if listed is None:
        return Text(f"– / {expected}" if expected else "–", style="dim")
    if expected is None:
        return _text(listed)
    return Text(f"{listed} / {expected}", style="red" if 2 * listed < expected else "")


def _confirmed(row: Mapping[str, Any]) -> str:
    """The first words of how far an address was confirmed; `--format json` has the sentence."""
    first = _FIRST_WORDS.match(row["confirmed"] or "")
    return first[0].strip()[:24] if first else ""


def minute(moment: datetime | None) -> str | None:
    """A moment in UTC, to the minute."""
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d}"


def _text(value: object, style: str = "") -> Text:
    return Text("–" if value is None else plain(value), style="dim" if value is None else style)


def _cut(value: object, width: int, style: str = "") -> Text:
    text = _text(value, style)
    text.truncate(width, overflow="ellipsis")
    return text


def _stack(first: Text, second: Text) -> Text:
    return Text.assemble(first, "\n", second)


def _print_notes(title: str, notes: list[tuple[str, str]], console: Console) -> None:
    if not notes:
        return
    console.print(Text(f"\n{title}", style="bold"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(max_width=min(36, console.width // 3))
    table.add_column(ratio=1, overflow="fold")
    for name, note in notes:
        table.add_row(_text(name), _text(note, "dim"))
    console.print(table)
