"""Patterns for windows, the few dozen characters around a figure or a name, where the standard library is quickest.

RE2 keeps its time linear on text of any length and serves for whole sentences and articles; a call of it from Python
costs as much as matching a window ten times over. A pattern that is compiled here must only see text cut to a length
that the code states.
"""

import re


def compile_window(pattern: str) -> re.Pattern[str]:
    """The pattern with RE2's meaning of its classes: digits, blanks and word bounds are ASCII."""
    return re.compile(pattern, re.ASCII)
