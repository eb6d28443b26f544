"""Runs our amounts on Microsoft's currency specs for Recognizers-Text and prints the cases right and wrong.

SPECS is a checkout of microsoft/Recognizers-Text (MIT); its CurrencyModel.json for English and Chinese are read. What
is right is told in benchmarks/spec_cases.py. Each wrong case is inside our domain, or outside for the reason given. The
ratio, in the language where it is worse, is our share of the cases inside it over the share that Microsoft's Python
package has: of all cases, or of those inside where that is more. Where the package is installed (see speed --help) it
is run and judged alike, else its published count holds.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.errors import PeerMissingError
from benchmarks.outcome import Goal, Outcome
from benchmarks.peers import start_peer
from benchmarks.spec_cases import LANGUAGES, Money, SpecCase, is_right, load_cases, to_currency, to_value
from benchmarks.spec_domain import outside
from extraction.amounts import find_amounts
from extraction.folding import fold

# Cases right of Microsoft's Python package as it was found when the target was set.
PUBLISHED = {"en": (139, 180), "zh": (28, 35)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Cases of one language: all, right by us, inside the domain, right of those, and right by Microsoft's package.

    `peer` and `peer_inside` are None where the package is not installed.
    """

    cases: int
    right: int
    inside: int
    right_inside: int
    peer: int | None
    peer_inside: int | None


def add_options(parser: ArgumentParser) -> None:
    """The options of `python -m benchmarks specs`."""
    parser.add_argument("specs", type=Path, metavar="SPECS", help="folder of a checkout of microsoft/Recognizers-Text")


def run(options: Namespace) -> Outcome:
    """Judges every case of both languages. Raises MaterialError where the specs are not found."""
    counts: dict[str, Count] = {}
    lines: list[str] = []
    wrong: dict[str, list[int]] = {}
    for lang in LANGUAGES:
        cases = load_cases(options.specs, lang)
        ours = [read_money(case.text) for case in cases]
        counts[lang] = _count(cases, ours, _read_peer(cases, lang))
        lines += [_summary(lang, counts[lang]), *_wrong_lines(cases, ours), ""]
        wrong[lang] = [case.number for case, found in zip(cases, ours, strict=True) if not is_right(case, found)]
    figures = {lang: asdict(count) | {"wrong": wrong[lang]} for lang, count in counts.items()}
    return Outcome(benchmark="specs", goals=_goals(counts), lines=tuple(lines), figures=figures)


def read_money(text: str) -> tuple[Money, ...]:
    """The money that extraction finds in a text; a bracketed conversion stands after what it converts."""
    found = []
    for one in find_amounts(fold(text)):
        found += [one, one.converted] if one.converted is not None else [one]
    return tuple(
        Money(text[one.start : one.end], float(one.value), one.currency) for one in found if one.kind == "money"
    )


def _read_peer(cases: Sequence[SpecCase], lang: str) -> list[tuple[Money, ...]] | None:
    try:
        with start_peer("recognizers") as peer:
            answers = peer.read([case.text for case in cases], lang).found
    except PeerMissingError:
        return None
    return [tuple(Money(one["text"], to_value(one["value"]), to_currency(one)) for one in found) for found in answers]


def _count(
    cases: Sequence[SpecCase], ours: Sequence[tuple[Money, ...]], peer: Sequence[tuple[Money, ...]] | None
) -> Count:
    inside = [outside(case) is None for case in cases]
    mine = list(map(is_right, cases, ours))
    other = list(map(is_right, cases, peer)) if peer is not None else None
    return Count(
        cases=len(cases),
        right=sum(mine),
        inside=sum(inside),
        right_inside=sum(map(min, mine, inside)),
        peer=sum(other) if other is not None else None,
        peer_inside=sum(map(min, other, inside)) if other is not None else None,
    )


def _summary(lang: str, count: Count) -> str:
    peer = "is not installed; published " + "/".join(map(str, PUBLISHED[lang]))
    if count.peer is not None:
        peer = f"{count.peer}/{count.cases}, inside our domain {count.peer_inside}/{count.inside}"
    ours = f"{count.right}/{count.cases} right, inside our domain {count.right_inside}/{count.inside}"
    return f"{LANGUAGES[lang]}: {ours}; Microsoft's package {peer}"


def _wrong_lines(cases: Sequence[SpecCase], ours: Sequence[tuple[Money, ...]]) -> list[str]:
    wrong = [(outside(case) or "INSIDE", case, found) for case, found in zip(cases, ours, strict=True)]
    return [
        f"  {reason}: {case.number}: {case.text.strip()[-90:]!r} wants {_show(case.wanted)}, found {_show(found)}"
        for reason, case, found in sorted(wrong, key=lambda row: (row[0] != "INSIDE", row[0], row[1].number))
        if not is_right(case, found)
    ]


def _show(money: Sequence[Money]) -> str:
    return ", ".join(f"{one.text!r} = {one.value} {one.currency}" for one in money) or "nothing"


def _goals(counts: dict[str, Count]) -> tuple[Goal, ...]:
    goals = []
    for lang, count in counts.items():
        right, cases = PUBLISHED[lang]
        bar = max(
            right / cases, (count.peer or 0) / max(count.cases, 1), (count.peer_inside or 0) / max(count.inside, 1)
        )
        share = count.right_inside / max(count.inside, 1)
        goals.append(Goal(what=f"ratio {LANGUAGES[lang]}", value=share / bar, target=1, sense=">", unit="x"))
    return (*goals, Goal(what="ratio", value=min(one.value for one in goals), target=1, sense=">", unit="x"))
