"""Resolves 前者 and 后者, the former and the latter, to the two names the text gave last."""

from collections.abc import Sequence

import re2

from extraction.actors import Mention

_WORDS = re2.compile(r"(?P<former>前者|\bthe former\b)|(?P<latter>后者|\bthe latter\b)")


def with_pronouns(folded: str, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """The names of a folded text together with the words that stand for one of the two last watched actors."""
    found = list(names)
    for match in _WORDS.finditer(folded):
        before = [name for name in names if name.end <= match.start() and name.is_watched]
        pair = _last_two(before)
        if len(pair) == 2:
            meant = pair[0] if match.group("former") else pair[1]
            found.append(Mention(match.start(), match.end(), meant.actor, meant.role, meant.name))
    return tuple(sorted(found, key=lambda name: name.start))


def _last_two(names: list[Mention]) -> list[Mention]:
    """The last two different actors, in the order in which they were named."""
    last: list[Mention] = []
    for name in reversed(names):
        if name.actor not in {one.actor for one in last}:
            last.insert(0, name)
        if len(last) == 2:
            break
    return last
