"""The quote in its place: a little of the article before and after it, the number inside it marked."""

import re
from dataclasses import dataclass

from dashboard.markup import Markup, join, tag

REACH = 220
SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？；\n|]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive pieces of an article; `is_cut_before` and `is_cut_after` if there is more on that side."""

    before: str
    quote_before: str
    number: str
    quote_after: str
    after: str
    is_cut_before: bool
    is_cut_after: bool


def find_passage(text: str, quote: tuple[int, int], number: tuple[int, int]) -> Passage:
    """The passage around `quote`; both spans are character offsets into `text`, `number` within `quote`."""
    start, end = quote
    first, last = (min(max(offset, start), end) for offset in number)
    opening = start - len(take_before(text[max(0, start - REACH) : start]))
    closing = end + len(take_after(text[end : end + REACH]))
    return Passage(
        before=text[opening:start],
        quote_before=text[start:first],
        number=text[first:last],
        quote_after=text[last:end],
        after=text[end:closing],
        is_cut_before=opening > 0,
        is_cut_after=closing < len(text),
    )


def take_before(stretch: str) -> str:
    """The last whole sentence or two of the stretch, all of it if it has no end of a sentence."""
    ends = [match.end() for match in SENTENCE_END.finditer(stretch) if match.end() < len(stretch.rstrip())]
    return stretch[ends[0] :] if ends and len(stretch) == REACH else stretch


def take_after(stretch: str) -> str:
    ends = [match.end() for match in SENTENCE_END.finditer(stretch)]
    return stretch[: ends[-1]] if ends and len(stretch) == REACH else stretch


def draw_passage(passage: Passage) -> Markup:
    """The passage as escaped HTML, the quote in <mark>, the number in <strong>."""
    quote = tag("mark", passage.quote_before, tag("strong", passage.number), passage.quote_after)
    opening = "… " if passage.is_cut_before else ""
    closing = " …" if passage.is_cut_after else ""
    before = tag("span", opening, passage.before, kind="around")
    after = tag("span", passage.after, closing, kind="around")
    return tag("blockquote", before, quote, after, kind="passage")


def draw_quote(quote: str, number: tuple[int, int]) -> Markup:
    """The quote alone, the number (offsets into the quote) in <strong>."""
    first, last = number
    marked = join(quote[:first], tag("strong", quote[first:last]), quote[last:])
    return tag("blockquote", tag("mark", marked), kind="passage")
