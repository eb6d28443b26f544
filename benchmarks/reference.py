"""What a set of news texts ought to come to: public figures, and the figures in the texts known to be wrong."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log10
from pathlib import Path
from typing import Any

from benchmarks.errors import MaterialError

MEASURES = ("budget", "prize_max", "coupon", "dau", "mau", "orders", "interactions", "messages", "users")
LEVELS = ("dau", "mau")
APPS = ("qwen", "yuanbao", "wenxin", "doubao")
# A figure without a consensus of ten times less is another measure's, or one that sources give differently.
SLIPS = frozenset({"magnitude_slip", "article_slips", "even_slip"})
OTHER = frozenset({"other_measure"})
DIFFERENCES = frozenset({"sources_differ", "day_not_given", "wrong_day"})
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that ought to be found; `support` is how many texts state it, `causes` what may explain a wrong one."""

    app: str
    measure: str
    amount: float
    day: str | None = None
    support: int = 0
    causes: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.app} {self.measure} {self.amount:,.0f}"

    def is_in(self, row: Row) -> bool:
        """Whether a row of the facts or disputes gives it, to a hundredth."""
        same = (row["app"], row["measure"]) == (self.app, self.measure)
        return same and abs(row["amount"] - self.amount) <= 0.0101 * self.amount

    def is_slip_in(self, row: Row) -> bool:
        """Whether a row gives it with a power of ten too many or too few."""
        if (row["app"], row["measure"]) != (self.app, self.measure):
            return False
        tens = log10(row["amount"] / self.amount)
        return round(tens) != 0 and abs(tens - round(tens)) < 0.004


def list_public(path: Path) -> list[Figure]:
    """The figures of facts.json that are scored. Raises MaterialError."""
    return [
        Figure(row["app"], row["measure"], row["value"], row["date"], row.get("dev_support", 0))
        for row in read_json(path)
        if row["measure"] in MEASURES and row.get("value")
    ]


def list_texts(folder: Path) -> list[Row]:
    """The texts of the development set, in the order of their names. Raises MaterialError."""
    texts = [read_json(path) for path in sorted(folder.glob("*.json"))]
    if not texts:
        message = f"{folder}: holds no texts; give the folder of the development set with --texts"
        raise MaterialError(message)
    return texts


def list_conflicts(texts: Iterable[Row], season: int, public: Iterable[Figure]) -> list[Figure]:
    """The figures that the texts state and that nearly everyone else contradicts, each once.

    A right amount is in conflict only for a level, which may be that of another day.
    """
    right = {(figure.app, figure.measure, figure.amount) for figure in public if figure.measure not in LEVELS}
    found = dict.fromkeys(_conflicts(texts, season))
    return [figure for figure in found if (figure.app, figure.measure, figure.amount) not in right]


def _conflicts(texts: Iterable[Row], season: int) -> Iterator[Figure]:
    for text in texts:
        for fact in text["facts"]:
            asked = fact["app"] in APPS and fact["measure"] in MEASURES and fact.get("season") == season
            if asked and fact.get("conflict"):
                yield Figure(fact["app"], fact["measure"], fact["value"], causes=_causes(fact))


def _causes(fact: Row) -> frozenset[str]:
    if fact.get("consensus"):
        return SLIPS
    return OTHER if fact.get("alt_measures") else DIFFERENCES


def find_cause(disputes: Sequence[Row], figure: Figure) -> str | None:
    """The likely cause that the disputes give for a figure; None if it is not among them."""
    return next((row["likely_cause"] for row in disputes if figure.is_in(row)), None)


def read_json(path: Path) -> Any:
    """What a JSON file holds. Raises MaterialError."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path}: cannot be read as JSON ({error}); name another with --figures or --texts"
        raise MaterialError(message) from error
