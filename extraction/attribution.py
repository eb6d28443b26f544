"""Decides whose a figure is: the alternatives in sight, each with its weight and the reason for it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extraction.amount import Amount
from extraction.carrying import owners_before
from extraction.nearness import weigh
from extraction.scenes import Owner, Scene, actor_id, best_role
from extraction.totals import combined_owners
from extraction.zipping import zipped_owner

# The owner of the figure before comes after a name in the same clause and before one in an earlier sentence.
PREVIOUS = 77
# … and loses that place once another app was named.
_NAMED_SINCE = 15
# No sentence of a newspaper has more names than this on either side of a figure.
_NEAREST = 12


def owners(
    scene: Scene,
    number: int,
    amount: Amount,
    run: Sequence[Amount] = (),
    previous: Owner | None = None,
    previous_end: int = 0,
) -> tuple[Owner, ...]:
    """All candidates for `amount` in sentence `number`, best first; `run` is the list of figures it is coordinated with.

    `previous` owns the figure before it in the same sentence, which ends at `previous_end`.

    Empty where nothing in the text can own it.
    """
    zipped = zipped_owner(scene, number, amount, run)
    if zipped is not None:
        return (zipped,)
    here = _in_sentence(scene, number, amount)
    is_named_since = any(
        group[0].is_watched and previous_end <= group[0].start and group[-1].end <= amount.start
        for group in scene.groups[number]
    )
    weight = PREVIOUS - _NAMED_SINCE if is_named_since else PREVIOUS
    before = [replace(previous, reason="owns the figure before it", weight=weight)] if previous is not None else []
    combined = combined_owners(scene, number, amount)
    candidates = [*combined, *here, *before, *owners_before(scene, number)]
    best: dict[str, Owner] = {}
    for one in sorted(candidates, key=lambda owner: -owner.weight):
        best.setdefault(one.actor, one)
    return tuple(best.values())


def _in_sentence(scene: Scene, number: int, amount: Amount) -> list[Owner]:
    sentence = scene.sentences[number]
    clause = sentence.clause_at(amount.start)
    found = []
    groups = scene.groups[number]
    place = bisect_left(groups, amount.start, key=lambda group: group[0].start)
    for group in groups[max(0, place - _NEAREST) : place + _NEAREST]:
        weight, reason = weigh(scene, sentence, clause, group, amount)
        if weight > 0:
            mention = group[-1]
            found.append(Owner(actor_id(mention), "stated", reason, weight, best_role(group)))
    return found
