"""Scores extraction on the golden corpus, side by side with a naive baseline.

Prints precision, recall and F1 over all, per language, kind and measure, for ours and for the baseline, and the gap.
--claims FILE keeps the claims of this run; --against FILE shows the claims gained and lost since such a file: the
effect of a rule change. --errors N lists what is wrong and what is missed.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from benchmarks.differences import show_differences
from benchmarks.golden import GOLDEN, Document, load_golden, load_watchlist, read_document
from benchmarks.naive import read_naively
from benchmarks.outcome import Goal, Outcome
from benchmarks.scoring import Judgement, judge
from benchmarks.statement import Statement, read_statements, state, write_statements
from benchmarks.tallies import Tally, tally
from extraction.reading import read_article

_EMPTY = Tally()


def add_options(parser: ArgumentParser) -> None:
    """The options of `python -m benchmarks accuracy`."""
    parser.add_argument("--golden", type=Path, default=GOLDEN, metavar="DIR", help="golden texts [tests/golden]")
    parser.add_argument("--claims", type=Path, metavar="FILE", help="write all claims, one JSON object a line")
    parser.add_argument("--against", type=Path, metavar="FILE", help="show claims gained and lost since FILE")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list at most N errors [0]")


def run(options: Namespace) -> Outcome:
    """Scores both readers on every golden text. Raises MaterialError for a file that cannot be read."""
    documents = load_golden(options.golden)
    before = read_statements(options.against) if options.against else None
    ours = judge_all(documents, read_ours)
    if options.claims:
        write_statements(options.claims, (said for one in ours for said, _ in one.verdicts))
    mine, naive = tally(ours), tally(judge_all(documents, read_naively))
    broken = sum(len(one.broken) for one in ours)
    lines = [f"{len(documents)} texts, {sum(len(one.found) + len(one.missed) for one in ours)} facts asked for", ""]
    lines += [*_table(mine, naive), ""]
    lines += show_differences(before, ours) if before is not None else ()
    lines += list(_errors(ours))[: options.errors]
    figures = {"ours": _figures(mine), "naive": _figures(naive), "broken_quotes": broken, "texts": len(documents)}
    return Outcome(benchmark="accuracy", lines=tuple(lines), figures=figures, goals=_goals(mine, naive["all"], broken))


def judge_all(documents: Iterable[Document], read: Callable[[Document], list[Statement]]) -> list[Judgement]:
    """What `read` says of each text, judged."""
    return [judge(document, read(document)) for document in documents]


def read_ours(document: Document) -> list[Statement]:
    """The claims of extraction, by the same way in as `hongbao extract`."""
    article = read_document(document)
    return [state(claim) for claim in read_article(article, load_watchlist()).claims] if article else []


def _goals(ours: Mapping[str, Tally], naive: Tally, broken: int) -> tuple[Goal, ...]:
    """The targets of the project's extraction, the gap to the baseline last."""
    total = ours.get("all", _EMPTY)
    return (
        Goal(what="quotes broken", value=broken, target=0, sense="<="),
        Goal(what="recall of events", value=ours.get("event", _EMPTY).recall, target=0.88),
        Goal(what="precision", value=total.precision, target=0.95),
        Goal(what="F1 in English", value=ours.get("en", _EMPTY).f1, target=0.92),
        Goal(what="F1 in Chinese", value=ours.get("zh", _EMPTY).f1, target=0.92),
        Goal(what="F1", value=total.f1, target=0.93),
        Goal(what="ratio of F1 to the baseline's", value=total.f1 / max(naive.f1, 1e-9), target=1.5, unit="x"),
    )


def _table(ours: Mapping[str, Tally], naive: Mapping[str, Tally]) -> Iterator[str]:
    heads = f"{'found':>6} {'missed':>6} {'wrong':>6} {'naive F1':>9} {'gap':>7}"
    yield f"{'':20} {'precision':>9} {'recall':>7} {'F1':>6} {heads}"
    for name, mine in ours.items():
        other = naive.get(name, _EMPTY)
        ratios = f"{'-':>9} {mine.recall:7.3f} {'-':>6}"
        gap = f"{'-':>9} {mine.recall - other.recall:+7.3f}"
        if not name.startswith("event"):
            ratios = f"{mine.precision:9.3f} {mine.recall:7.3f} {mine.f1:6.3f}"
            gap = f"{other.f1:9.3f} {mine.f1 - other.f1:+7.3f}"
        yield f"{name:20} {ratios} {mine.found:6} {mine.missed:6} {mine.wrong:6} {gap}"


def _errors(judgements: Iterable[Judgement]) -> Iterator[str]:
    for one in judgements:
        yield from (f"WRONG  {said}" for said, verdict in one.verdicts if verdict == "wrong")
        for fact in one.missed:
            figure = " or ".join(f"{value:,.10g}" for value in fact.values) or fact.day or ""
            yield f"MISSED {one.document.id}: {fact.app} {fact.measures[0]} {figure} {fact.quote[:100]!r}"


def _figures(tallies: Mapping[str, Tally]) -> dict[str, object]:
    return {
        name: asdict(one) | {"precision": one.precision, "recall": one.recall, "f1": one.f1}
        for name, one in tallies.items()
    }
