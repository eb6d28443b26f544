"""Says of what looks like an event of a campaign whether it is denied or another thing's."""

import re2

from extraction.event_asides import (
    ASIDES,
    DENIED,
    DENIED_AFTER,
    DENIED_SPONSOR,
    MEASURED,
    NOT_UNTIL,
    OVER_SINCE,
    PERSON,
    PERSON_AFTER,
)
from extraction.event_rules import EVENTS, EventRule
from extraction.scenes import Scene
from extraction.sentences import Clause, Sentence

_DENIAL = 40
# A clause that is a day alone belongs to the next one: "2月4日起，元宝的红包链接打不开".
_BARE_DAY = re2.compile(
    r"^[\s,，]*(?:自|从)?(?:(?:\d{4}年)?(?:\d\d?月)?\d\d?[日号]|[昨今前][天日晚]|(?:周|星期)[一二三四五六日天])[^,，。]{0,6}起[\s,，]*$"
)
_ASIDES = {aside: re2.compile(aside.words) for aside in ASIDES}
_NEAR = {near: re2.compile(near) for near in {rule.near for rule in EVENTS} if near}


def is_no_event(scene: Scene, sentence: Sentence, place: tuple[int, int], rule: EventRule) -> bool:
    """Whether what is told there is denied, or is another thing's: a holiday's, a coupon's, a share's, a person's."""
    start, end = place
    clause = sentence.clause_at(start)
    before = scene.folded[max(clause.start, start - _DENIAL) : start]
    if rule.measure == "sponsor":
        is_denied = DENIED_SPONSOR.search(before) is not None
        is_person = scene.folded[start:end] == "partner" and _is_person(scene, sentence, end, before)
        is_aside = is_denied or is_person or is_set_aside(scene, sentence, clause, rule.measure)
        return is_aside or not _is_at_gala(scene, sentence, start, rule)
    is_denied = DENIED.search(before) is not None or (rule.measure == "end" and NOT_UNTIL.search(before) is not None)
    is_denied = is_denied or DENIED_AFTER.search(scene.folded[end : end + _DENIAL]) is not None
    told = scene.folded[sentence.start : sentence.end]
    is_since = rule.id == "event.launch.since"
    is_other = is_since and (OVER_SINCE.search(before) is not None or MEASURED.search(told) is not None)
    return is_denied or is_other or is_set_aside(scene, sentence, clause, rule.measure)


def _is_person(scene: Scene, sentence: Sentence, end: int, before: str) -> bool:
    """Whether a partner is somebody: "he and partner Shao Xiaofeng", and no firm that the watchlist names."""
    is_known = any(name.start == end + 1 for name in scene.names[sentence.index])
    after = scene.folded[end : min(end + _DENIAL, sentence.end)]
    return PERSON.search(before) is not None or (not is_known and PERSON_AFTER.match(after) is not None)


def is_set_aside(scene: Scene, sentence: Sentence, clause: Clause, measure: str) -> bool:
    """Whether words beside it say that no campaign's `measure` is told in `clause`."""
    first = max((one.start for one in sentence.clauses if one.start < clause.start), default=clause.start)
    last = clause.end
    if _BARE_DAY.match(scene.folded[clause.start : clause.end]):
        last = next((one.end for one in sentence.clauses if one.start > clause.start), clause.end)
    scopes = {
        "clause": scene.folded[clause.start : last],
        "two clauses": scene.folded[first:last],
        "sentence": scene.folded[sentence.start : sentence.end],
    }
    return any(
        pattern.search(scopes[aside.scope]) is not None
        for aside, pattern in _ASIDES.items()
        if measure in aside.measures
    )


def _is_at_gala(scene: Scene, sentence: Sentence, start: int, rule: EventRule) -> bool:
    """Whether the part of a sentence between semicolons that tells of a sponsor names the gala, as what is before it may."""
    text, at = scene.folded[sentence.start : sentence.end], start - sentence.start
    first = max(text.rfind(mark, 0, at) for mark in ";；") + 1
    last = min((found for mark in ";；" if (found := text.find(mark, at)) >= 0), default=len(text))
    return not rule.near or first == 0 or _NEAR[rule.near].search(text[first:last]) is not None
