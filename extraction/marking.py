"""Rewrites a sentence so that a rule sees roles instead of names and numbers: "C's A began its N free orders event"."""

from collections.abc import Iterable
from dataclasses import dataclass

from extraction.actors import Mention, Role
from extraction.amount import Amount, AmountKind
from extraction.calendars import DateMention
from extraction.sentences import Sentence

# Folded text is lower case, so a capital can only be one of these signs.
#   M N P X  the figure in question: money, count, percentage, multiple      K J Q Y  any other figure
#   A app   C company   U unit   G campaign   O context actor   S tracker    D date
_TARGET: dict[AmountKind, str] = {"money": "M", "count": "N", "percent": "P", "multiple": "X"}
_OTHER: dict[AmountKind, str] = {"money": "K", "count": "J", "percent": "Q", "multiple": "Y"}
_ROLE: dict[Role, str] = {"app": "A", "company": "C", "unit": "U", "campaign": "G", "context": "O", "tracker": "S"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked sentence; `at` is the offset of the figure in question in `text`, -1 where there is none."""

    text: str
    at: int


def mark(
    folded: str,
    sentence: Sentence,
    figures: Iterable[Amount],
    names: Iterable[Mention],
    dates: Iterable[DateMention],
    target: Amount | None = None,
) -> Marked:
    """The sentence with every figure, name and date replaced by its sign; names inside figures are left out."""
    signs = [(one.start, one.reach_end, _sign(one, target)) for one in figures]
    signs += [(one.start, one.end, "D") for one in dates]
    signs += [(one.start, one.end, _ROLE[one.role]) for one in names]
    pieces: list[str] = []
    at, last, length = -1, sentence.start, 0
    for start, end, sign in sorted(signs):
        if start < last or start >= sentence.end:
            continue
        pieces += [folded[last:start], sign]
        length += start - last
        if target is not None and start == target.start:
            at = length
        length += 1
        last = end
    pieces.append(folded[last : max(last, sentence.end)])
    return Marked("".join(pieces), at)


def _sign(amount: Amount, target: Amount | None) -> str:
    return _TARGET[amount.kind] if amount is target else _OTHER[amount.kind]
