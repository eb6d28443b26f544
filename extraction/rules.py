"""The shape of a rule: what a marked sentence must look like, what it then means, and the sentence that taught it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import re2

from extraction.marking import Marked

UnitClass = Literal["", "person", "times", "order", "item"]

# A stretch without another figure and without the end of the sentence; commas are allowed only in LONG.
GAP = r"[^MNPXKJQY。;；!?！？,，]{0,24}?"
LONG = r"[^MNPXKJQY。;；!?！？]{0,60}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRule:
    """A figure in a sentence of this shape is this measure, or is rejected for this reason; exactly one is set.

    `gives_way` rules are for bare figures that no word in the sentence says to count something else.
    """

    id: str
    pattern: str
    example: str
    measure: str | None = None
    reject: str | None = None
    unit: str | None = None
    currency: str | None = None
    gives_way: bool = False
    least: float = 0
    most: float = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that name what is counted, as alternatives of a pattern; `units` are the classes of unit they can stand with."""

    measure: str | None
    english: str
    chinese: str
    unit: str
    examples: tuple[str, ...]
    units: tuple[UnitClass, ...] = ("",)
    reject: str | None = None


def any_of(patterns: Iterable[str]) -> re2.Filter:
    """One automaton that says which of the patterns are in a text."""
    together = re2.Filter()
    for pattern in patterns:
        together.Add(pattern)
    together.Compile()
    return together


class RuleBook:
    """Rules of one table, tried all at once; the first of the table that fits wins."""

    def __init__(self, rules: tuple[FigureRule, ...]) -> None:
        self.rules = rules
        self._patterns = any_of(rule.pattern for rule in rules)

    def first(self, marked: Marked, value: float) -> FigureRule | None:
        """The first rule whose pattern is in the marked sentence and whose limits hold the value."""
        for index in sorted(self._patterns.Match(marked.text) or ()):
            rule: FigureRule = self.rules[index]
            if rule.least <= value <= rule.most:
                return rule
        return None
