"""Puts one value of a source into words and colour, the same wherever sources are shown in a terminal."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from rich.text import Text

from flows.source_rows import NOT_CONFIGURED, SWITCHED_OFF
from flows.terminal import plain

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


def health_cell(row: Mapping[str, Any]) -> Text:
    """The word with a dot in its colour; an empty dot where nobody has looked."""
    word = row["health"]
    return Text(f"{'●' if word in STYLES else '○'} {word}", style=STYLES.get(word, "dim"))


def row_style(row: Mapping[str, Any]) -> str:
    """Sources that are not collected stay in the background."""
    return "dim" if row["health"] in {SWITCHED_OFF, NOT_CONFIGURED} else ""


def items_cell(row: Mapping[str, Any]) -> Text:
    """What the listings held, of what is usual: "41 / 20"; red where it is less than half of it."""
    listed, expected = row["listed"], row["expected"]
    if listed is None:
        return Text(f"– / {expected}" if expected else "–", style="dim")
    if expected is None:
        return text_cell(listed)
    return Text(f"{listed} / {expected}", style="red" if 2 * listed < expected else "")


def confirmed_words(row: Mapping[str, Any]) -> str:
    """The first words of how far an address was confirmed; `--format json` has the sentence."""
    first = _FIRST_WORDS.match(row["confirmed"] or "")
    return first[0].strip()[:24] if first else ""


def minute(moment: datetime | None) -> str | None:
    """A moment in UTC, to the minute."""
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def day(moment: datetime | None) -> str | None:
    """The day of a moment, in UTC."""
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d}"


def text_cell(value: object, style: str = "") -> Text:
    """Printable text; a dash for nothing."""
    return Text("–" if value is None else plain(value), style="dim" if value is None else style)


def cut_cell(value: object, width: int, style: str = "") -> Text:
    """Text that is cut to so many cells of the terminal."""
    text = text_cell(value, style)
    text.truncate(width, overflow="ellipsis")
    return text


def stack(first: Text, second: Text) -> Text:
    """Two values, one above the other."""
    return Text.assemble(first, "\n", second)
