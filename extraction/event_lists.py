"""Reads lists of first days: "Start dates: Wenxin Jan. 26; Yuanbao Feb. 1; Qwen Feb. 6", one verb for all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import re2

from extraction.actors import Mention
from extraction.calendars import DateMention
from extraction.scenes import Scene
from extraction.sentences import Sentence

_DAY = len("2026-02-01")
_HEAD = re2.compile(
    r"上线|启动|开启|开抢|开始|开闸|开跑|开场|起跑|发车|先后|\blaunch\w*|\bstart\w*|\bbeg[ai]n\w*|\bopen(?:s|ed|ing)?\b|went live"
)
_NO_FIRST_DAY = re2.compile(
    r"[万亿%]|illion|截至|截止|结束|收官|落幕|公布|宣布|崩|限制|屏蔽|\buntil\b|\bend(?:s|ed)?\b|announc|unveil|crash|block|rank|榜|[dmw]au|日活|月活"
)
_LONGEST_HEAD, _LONGEST_PART, _LEAST_PARTS = 40, 60, 3


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A part of a list that names one actor and one day."""

    name: Mention
    day: DateMention


def listed_days(scene: Scene, number: int, dates: Sequence[DateMention]) -> Iterator[ListedDay]:
    """The watched apps of a list of first days, each with its day; nothing where a sentence is no such list."""
    if len(dates) < _LEAST_PARTS:
        return
    sentence = scene.sentences[number]
    opening = scene.folded[sentence.start : min(dates[0].start, sentence.start + _LONGEST_HEAD)]
    if not _HEAD.search(opening):
        return
    parts = [part for one in _parts(scene.folded, sentence) if (part := _part(scene, number, dates, one)) is not None]
    if len(parts) >= _LEAST_PARTS:
        yield from (part for part in parts if part.name.is_watched)


def _parts(folded: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between its semicolons, else its clauses."""
    text = folded[sentence.start : sentence.end]
    if text.count(";") < _LEAST_PARTS - 1:
        yield from ((one.start, one.end) for one in sentence.clauses)
        return
    start = sentence.start
    for piece in text.split(";"):
        yield start, start + len(piece)
        start += len(piece) + 1


def _part(scene: Scene, number: int, dates: Sequence[DateMention], place: tuple[int, int]) -> ListedDay | None:
    """The actor and the day of a part that names one of each and tells nothing else."""
    first, last = place
    names = [name for name in scene.names[number] if first <= name.start < last and name.role != "tracker"]
    days = [one for one in dates if first <= one.start < last]
    is_one = len({name.actor for name in names}) == 1 and len(days) == 1 and len(days[0].iso) == _DAY
    is_short = is_one and last - max(first, names[0].start) <= _LONGEST_PART
    return ListedDay(names[0], days[0]) if is_short and not _NO_FIRST_DAY.search(scene.folded[first:last]) else None
