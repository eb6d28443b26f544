"""Cuts a text into paragraphs, sentences and clauses with their offsets, in English and Chinese."""

from collections.abc import Iterator
from dataclasses import dataclass

import re2

from extraction.windows import compile_window

# A full stop ends a sentence before a space and something that can open one; bullets that were glued together
# ("… [2][3] - The budget …", "• first • second") end one too.
_ENDS = re2.compile(
    r"[。！？!?；…]+[\"'”’」』)）]*"
    r"|\.[\"'”’)]*(?:\s+|$)"
    r"|\s+[-·]\s+|\s*[•●▪■]\s*"
    r"|\s*\[\d{1,3}\](?:\[\d{1,3}\])*\s*"
)
_NO_END = compile_window(
    r"(?:^|[\s(])(?:[A-Za-z]|U\.S|Inc|Ltd|Co|Corp|No|Mr|Mrs|Ms|Dr|St|vs|approx|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec|a\.m|p\.m|i\.e|e\.g)$"
)
_OPENS = compile_window(r"[A-Z0-9\"'“‘(¥$\[\u4e00-\u9fff-]")
# No sentence of a newspaper is this long; without a limit, time would grow with the square of hostile text.
LONGEST = 1500
_LONGEST_WORD = 60
_BLANK = " \t\r\n\f\v\u3000\u00a0-–—•·●▪"
# The comma of a date ends no clause: "March 12, 2026".
_YEAR_NEXT = compile_window(r"^ ?20\d\d\b")
_CLAUSE_ENDS = re2.compile(r"，|；|,(?:\s|$)|,[^\d\s]|;|:(?:\s|$)|：| [—–] |——| while | whereas ")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its place in the article, and its clauses, which cover it without gaps."""

    index: int
    paragraph: int
    start: int
    end: int
    clauses: tuple[Clause, ...]

    def clause_at(self, offset: int) -> Clause:
        """The clause that holds `offset`."""
        return next((one for one in self.clauses if one.start <= offset < one.end), self.clauses[-1])


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """All sentences of `text` in order; spans are trimmed of surrounding space and never empty."""
    found: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_paragraphs(text)):
        for first, last in _cut(text, start, end):
            clauses = tuple(_clauses(text, first, last))
            found.append(Sentence(len(found), paragraph, first, last, clauses))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line)
        start += len(line)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    line, first = text[start:end], 0
    for match in _ENDS.finditer(line):
        while match.end() - first > LONGEST:
            cut = _forced_cut(line, first)
            yield from _trimmed(text, start + first, start + cut)
            first = cut
        if match.group().startswith(".") and not _is_full_stop(line, match.start(), match.end()):
            continue
        if "-" in match.group() and line[match.end() : match.end() + 1].isdigit() and line[match.start() - 1].isdigit():
            continue
        yield from _trimmed(text, start + first, start + match.end())
        first = match.end()
    while len(line) - first > LONGEST:
        cut = _forced_cut(line, first)
        yield from _trimmed(text, start + first, start + cut)
        first = cut
    yield from _trimmed(text, start + first, end)


def _forced_cut(line: str, first: int) -> int:
    """Where a stretch too long to be a sentence is cut: at its last blank or comma, so that no word of a text is split."""
    window = line[first : first + LONGEST]
    last = max(window.rfind(mark) for mark in " ，,、；;") + 1
    return first + (last if last > LONGEST - _LONGEST_WORD else LONGEST)


def _is_full_stop(line: str, start: int, end: int) -> bool:
    if _NO_END.search(line[max(0, start - 8) : start]):
        return False
    return end >= len(line) or _OPENS.match(line[end : end + 1]) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(_BLANK))
    tail = len(piece) - len(piece.rstrip())
    if lead + tail < len(piece):
        yield start + lead, end - tail


def _clauses(text: str, start: int, end: int) -> Iterator[Clause]:
    first = start
    for match in _CLAUSE_ENDS.finditer(text[start:end]):
        cut = start + match.start() + 1
        if cut > first and not (_YEAR_NEXT.match(text[cut : cut + 6]) and text[cut - 2].isdigit()):
            yield Clause(first, cut)
            first = cut
    if first < end:
        yield Clause(first, end)
