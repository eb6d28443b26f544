"""Prints what a check of one source found: the word on it, its ways in, and its newest items."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.source_cells import STYLES, minute
from flows.source_checking import Checked
from flows.terminal import plain
from spiders.report import Health

SHOWN = 5


def print_check(checked: Checked, console: Console) -> None:
    """The word on the source, how each way in did, and its newest items, marked where they name the watchlist."""
    source, report = checked.source, checked.report
    off = "" if source.enabled else ", switched off in the sources file"
    console.print(Text.assemble(_word(report.health), "  ", (source.id, "bold"), f"  {plain(source.publisher)}{off}"))
    ways = Table.grid(padding=(0, 2, 0, 0))
    for way in report.ways:
        newest = f"newest {minute(way.newest_item_at)}" if way.newest_item_at else "no date"
        cells = (f"{way.listed} items", newest if way.listed else "", plain(way.url))
        ways.add_row("", _word(way.health), *(Text(cell) for cell in cells))
    console.print(ways)
    if report.message:
        console.print(Padding(Text(plain(report.message), style="dim"), (0, 0, 0, 2)))
    _print_items(checked, console)


def _print_items(checked: Checked, console: Console) -> None:
    if not checked.items:
        return
    total, named = len(checked.items), len(checked.matching)
    console.print(Text(f"\n{total} items, {named} of them name the watchlist (✓). The newest:", style="bold"))
    # In a window a long title ends in an ellipsis; a pipe has no window to fill with blanks.
    rows = Table.grid(padding=(0, 2, 0, 0), expand=console.is_terminal)
    rows.add_column(width=1)
    rows.add_column(width=len("2026-02-06 09:30"))
    rows.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    for item in checked.items[:SHOWN]:
        mark = Text("✓", style="green") if item.url in checked.matching else Text("")
        title = Text(plain(item.text.partition("\n")[0] or item.url))
        rows.add_row(mark, Text(minute(item.published_at) or "no date", style="dim"), title)
    console.print(rows)


def _word(health: Health) -> Text:
    return Text(f"● {health}", style=STYLES[health])
