"""Adds judgements up: precision, recall and F1 over all, by language, by kind and by measure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.golden import Fact
from benchmarks.scoring import Judgement, canonical

ORDER = ("all", "en", "zh", "spend", "reach", "event")


@dataclass(slots=True)
class Tally:
    """Facts found and missed, and wrong figures; for events nothing is counted wrong."""

    found: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """The share of scored figures that are right; 0 where there are none."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of gold facts that were found; 0 where there are none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def tally(judgements: Iterable[Judgement]) -> dict[str, Tally]:
    """A tally by name: `all`, `en`, `zh`, `spend`, `reach`, `spend/budget` …, and `event` beside them."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for one in judgements:
        lang = one.document.lang
        for fact in one.found:
            for name in _names(lang, fact):
                tallies[name].found += 1
        for fact in one.missed:
            for name in _names(lang, fact):
                tallies[name].missed += 1
        for kind, measure in _wrong(one):
            for name in ("all", lang, kind, f"{kind}/{measure}"):
                tallies[name].wrong += 1
    return {name: tallies[name] for name in sorted(tallies, key=_rank)}


def _names(lang: str, fact: Fact) -> tuple[str, ...]:
    measure = canonical(fact.measures[0])
    if fact.kind == "event":
        return ("event", f"event/{measure}")
    return ("all", lang, fact.kind, f"{fact.kind}/{measure}")


def _wrong(judgement: Judgement) -> Iterator[tuple[str, str]]:
    """Kind and measure of each wrong figure, one said twice counted once."""
    wrong = [said for said, verdict in judgement.verdicts if verdict == "wrong"]
    seen = {(said.kind, canonical(said.measure), said.app, said.value) for said in wrong}
    yield from ((kind, measure) for kind, measure, _, _ in sorted(seen, key=str))


def _rank(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)
