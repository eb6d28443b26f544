"""Writes to the terminal: only printable text, whatever a web page held, and nothing cut on its way to a file."""

import os

from rich.console import Console

# Where output goes to a file or a pipe there is no window to fit; wide enough that nothing is cut.
_PIPE_WIDTH = 400


def open_console() -> Console:
    """Standard output, as wide as the terminal, or wide enough for a file."""
    console = Console()
    return console if console.is_terminal or "COLUMNS" in os.environ else Console(width=_PIPE_WIDTH)


def plain(value: object) -> str:
    """A value as printable text: control and direction characters of a web page must not reach a terminal."""
    shown = "" if value is None else str(value)
    return "".join(char if char.isprintable() else " " for char in shown)


def say(message: str) -> None:
    """One line on standard error."""
    Console(stderr=True).print(plain(message), highlight=False, markup=False, soft_wrap=True)
