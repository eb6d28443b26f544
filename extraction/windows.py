"""Patterns for windows, the few dozen characters around a figure or a name, where the standard library is quickest.

RE2 keeps its time linear on text of any length and serves for whole sentences and articles; a call of it from Python
costs more than matching a window does. A pattern that is compiled here sees no more than one sentence, and those have
a greatest length.
"""

import re


def compile_window(pattern: str) -> re.Pattern[str]:
    """The pattern with RE2's meaning of its classes: digits, blanks and word bounds are ASCII."""
    return re.compile(pattern, re.ASCII)
