"""What a benchmark found: its lines for a reader, its figures for a program, and the targets that it held or missed."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from rich.console import Console

# Where long work shows how far it is: never among the figures.
PROGRESS = Console(stderr=True)
Sense = Literal[">=", "<=", ">"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One target: `value` is what was measured, `unit` follows both numbers ("x" for a ratio)."""

    what: str
    value: float
    target: float
    sense: Sense = ">="
    unit: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the measured value is on the right side of the target."""
        if self.sense == "<=":
            return self.value <= self.target
        return self.value > self.target if self.sense == ">" else self.value >= self.target

    def __str__(self) -> str:
        """One line: "ratio 132x, target >= 100x: met"."""
        verdict = "met" if self.is_met else "MISSED"
        return f"{self.what} {self.value:.4g}{self.unit}, target {self.sense} {self.target:g}{self.unit}: {verdict}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One run of one benchmark; `goals` is never empty and the last of it is the benchmark's own ratio."""

    benchmark: str
    goals: tuple[Goal, ...]
    lines: tuple[str, ...] = ()
    figures: dict[str, Any] = field(default_factory=dict)

    @property
    def is_met(self) -> bool:
        """Whether every target is met."""
        return all(goal.is_met for goal in self.goals)

    def to_text(self) -> str:
        """The report, ending with the targets."""
        return "\n".join([*self.lines, *map(str, self.goals)])

    def to_json(self) -> str:
        """The same as one JSON object: benchmark, met, goals, figures."""
        goals = [asdict(goal) | {"met": goal.is_met} for goal in self.goals]
        report = {"benchmark": self.benchmark, "met": self.is_met, "goals": goals, "figures": self.figures}
        return json.dumps(report, ensure_ascii=False)
