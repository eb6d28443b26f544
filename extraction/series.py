"""Carries a tracker on through the sentences that go on with its series: "QuestMobile has it at 58 m. A day earlier it was 7 m."."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import re2

from extraction.figures import Figure
from extraction.parsing import Parsed
from extraction.records import Claim

# What trackers measure; what a firm alone can count, orders or draws, is its own.
_TRACKED = frozenset({"dau", "wau", "mau", "downloads", "growth_pct"})
# "It put Qwen at 73 million": the tracker of the sentence before speaks on.
_SPEAKS_ON = re2.compile(
    r"^(?:it|the (?:firm|tracker|same firm|data firm|research firm)|该机构|该公司|同一机构|这家机构) ?(?:also |further |then |还|并|又)?"
    r"(?:put|puts|counted|counts|estimated|estimates|reckoned|reckons|recorded|records|估算|估计|统计|监测|给出|录得)"
)
_DAY = len("2026-02-01")
Told = tuple[Figure, tuple[Claim, ...]]


def with_trackers(parsed: Parsed, told: Iterable[Told]) -> Iterator[Told]:
    """The figures with their claims, in order; a tracker's goes on to the next sentence about the same app and measure.

    So it does to the day before or after, wherever the article tells it: nobody else counts an app's users day by day.
    """
    last: dict[tuple[str, str], tuple[int, str]] = {}
    carried = []
    for figure, claims in told:
        known = tuple(_carried(parsed, figure.number, one, last) for one in claims)
        for one in known:
            if one.basis == "measured" and one.origin is not None:
                last[one.app, one.measure] = (figure.number, one.origin)
        carried.append((figure, known))
    measured = [one for _, claims in carried for one in claims if one.basis == "measured" and one.measure == "dau"]
    yield from _with_neighbours(carried, measured)


def _with_neighbours(told: Sequence[Told], measured: Sequence[Claim]) -> Iterator[Told]:
    """The figures with their claims; levels that nobody is named for get the only tracker that measured the day beside."""
    origins = {one.origin for one in measured}
    origin = origins.pop() if len(origins) == 1 else None
    days = {(one.app, one.as_of) for one in measured}
    if origin is None:
        yield from told
        return
    # What stands beside such a level in its sentence, of its day, is of the same table.
    tables = {
        (figure.number, one.as_of)
        for figure, claims in told
        for one in claims
        if _is_unsaid(one) and any(one.app == app and _are_next(day, one.as_of) for app, day in days)
    }
    for figure, claims in told:
        yield (
            figure,
            tuple(
                replace(one, basis="measured", origin=origin)
                if _is_unsaid(one) and (figure.number, one.as_of) in tables
                else one
                for one in claims
            ),
        )


def _is_unsaid(claim: Claim) -> bool:
    """Whether a claim is a level of daily users that nobody is named for."""
    return claim.basis == "media" and claim.origin is None and claim.measure == "dau"


def _are_next(first: str | None, second: str | None) -> bool:
    """Whether both are days, no more than one day apart."""
    if first is None or second is None or len(first) != _DAY or len(second) != _DAY:
        return False
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) <= 1


def _carried(parsed: Parsed, number: int, claim: Claim, last: dict[tuple[str, str], tuple[int, str]]) -> Claim:
    if (
        claim.basis != "media"
        or claim.origin is not None
        or claim.measure not in _TRACKED
        or not _goes_on(parsed, number)
    ):
        return claim
    before, origin = last.get((claim.app, claim.measure), (-1, ""))
    if before != number - 1:
        origin = _speaker(parsed, number)
    return replace(claim, basis="measured", origin=origin) if origin else claim


def _goes_on(parsed: Parsed, number: int) -> bool:
    sentences = parsed.scene.sentences
    return number > 0 and sentences[number - 1].paragraph == sentences[number].paragraph


def _speaker(parsed: Parsed, number: int) -> str:
    """The tracker that the sentence before names alone, where this one says that it goes on; else nothing."""
    sentence = parsed.scene.sentences[number]
    trackers = {name.name for name in parsed.scene.names[number - 1] if name.role == "tracker"}
    is_same = _SPEAKS_ON.search(parsed.scene.folded[sentence.start : sentence.end]) is not None
    return trackers.pop() if is_same and len(trackers) == 1 else ""
