"""Carries a tracker on through the sentences that go on with its series: "QuestMobile has it at 58 m. A day earlier it was 7 m."."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

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
Told = tuple[Figure, tuple[Claim, ...]]


def with_trackers(parsed: Parsed, told: Iterable[Told]) -> Iterator[Told]:
    """The figures with their claims, in order; a tracker's goes on to the next sentence about the same app and measure."""
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for figure, claims in told:
        known = tuple(_carried(parsed, figure.number, one, last) for one in claims)
        for one in known:
            if one.basis == "measured" and one.origin is not None:
                last[one.app, one.measure] = (figure.number, one.origin)
        yield figure, known


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
