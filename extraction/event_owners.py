"""Decides whose campaign an event belongs to."""

from decimal import Decimal

import re2

from extraction.actors import Mention
from extraction.amount import Amount
from extraction.attribution import owners
from extraction.carrying import FOCUS, carried_owner
from extraction.event_rules import EVENTS, EventRule
from extraction.scenes import Owner, Scene, actor_id

# A watched name this near to the event goes before a context actor: "WeChat groups have it: Tencent's red envelope".
LEAST_WATCHED = 30
# Whose these are is told in the clause itself.
_TOLD_AT_ONCE = frozenset({"launch", "end", "phase_start", "sponsor"})
# What failed is named at most so many characters before: "Taobao's servers went down".
_SUBJECT = 12
# Who weighs as much is in brackets, or right before it.
_SURE = 95
# What befell one app befell another before it, or as well.
_ALIKE = re2.compile(
    r"\b(?:like|as with|as did|after|following|earlier|before|previously|too|also|both|likewise|same|all)\b|之后|以后|此前|早前|先前|更早|继|也|亦|同样|一样|均|都|同时|先后|接连|相继|还"
)
# Where others' campaigns take place, and are talked of.
_PLATFORMS = frozenset(
    {"wechat", "qq", "weibo", "xiaohongshu", "app_store", "douyin", "baidu_app", "taobao", "unnamed"}
)
_NEAR = {near: re2.compile(near) for near in {rule.near for rule in EVENTS} if near}


def _place(start: int, end: int) -> Amount:
    """Where an event is told, as the figure that owners are weighed for."""
    return Amount(
        start=start,
        end=end,
        reach_end=end,
        kind="count",
        value=Decimal(0),
        value_max=None,
        currency=None,
        bound="exact",
    )


def owners_of_event(scene: Scene, number: int, start: int, end: int, rule: EventRule) -> list[Owner]:
    """Whose an event is that `folded[start:end]` of sentence `number` tells: of links each app, else the likeliest owner."""
    if rule.is_about_links:
        apps = _apps_of_links(scene, number, start, rule)
        if apps:
            return [Owner(actor, "stated", "its links are named in the sentence", 100) for actor in apps]
        carried = carried_owner(scene, number)
        return [carried] if carried else []
    place = _place(start, end)
    weighed = [one for one in owners(scene, number, place) if one.reason != FOCUS or _tells(scene, number, rule)]
    if rule.measure == "outage":
        weighed = _of_other(scene, number, start, weighed)
    if rule.measure in _TOLD_AT_ONCE:
        weighed = _of_clause(scene, number, start, weighed, rule.measure)
    is_sponsor = rule.measure == "sponsor"
    if is_sponsor:
        weighed.sort(key=lambda one: one.confidence != "stated")
    least = 0 if is_sponsor else LEAST_WATCHED
    watched = [one for one in weighed if not one.actor.startswith("other:") and one.weight > least]
    return list((watched or weighed)[:1])


def _apps_of_links(scene: Scene, number: int, start: int, rule: EventRule) -> list[str]:
    """The apps named in a sentence about links; only those of the clause that speaks of links, unless others fare alike."""
    sentence = scene.sentences[number]
    clause = sentence.clause_at(start)
    apps = [name for name in scene.names[number] if name.role in ("app", "campaign")]
    inside = [name for name in apps if clause.start <= name.start < clause.end]
    is_told = not rule.near or _NEAR[rule.near].search(scene.folded[clause.start : clause.end]) is not None
    is_alone = is_told and not _ALIKE.search(scene.folded[sentence.start : sentence.end])
    return list(dict.fromkeys(name.actor for name in (inside if inside and is_alone else apps)))


def _of_clause(scene: Scene, number: int, start: int, weighed: list[Owner], measure: str) -> list[Owner]:
    """Those named in the event's own clause, where one app is; where only another actor is in sight, that; else all."""
    clause = scene.sentences[number].clause_at(start)
    names = [name for name in scene.names[number] if name.role != "tracker" and name.actor not in scene.venues]
    inside = [name for name in names if clause.start <= name.start < clause.end]
    apps = {name.actor for name in inside if name.is_watched}
    own = [one for one in weighed if one.confidence == "stated" and one.actor in apps]
    if len(apps) == 1 and own and weighed[0].weight < _SURE:
        return own
    other = None if apps else _other_campaigner([name for name in inside or names if name.start < start], measure)
    return [one for one in weighed if one.confidence == "stated" and one.actor == other] or weighed


def _of_other(scene: Scene, number: int, start: int, weighed: list[Owner]) -> list[Owner]:
    """Only the other actor right before what failed, where its clause names no app: "2018年除夕，淘宝服务器崩溃"."""
    clause = scene.sentences[number].clause_at(start)
    inside = [
        name for name in scene.names[number] if clause.start <= name.start < clause.end and name.role != "tracker"
    ]
    before = [name for name in inside if name.end <= start <= name.end + _SUBJECT]
    if not before or any(name.is_watched for name in inside):
        return weighed
    return [one for one in weighed if one.actor == actor_id(before[-1])] or weighed


def _other_campaigner(names: list[Mention], measure: str) -> str | None:
    """Who has a campaign of its own, where no app is named: Alipay; not a platform, where others' campaigns are talked of."""
    if not names or any(name.is_watched for name in names):
        return None
    is_platform = names[0].actor in _PLATFORMS and measure != "sponsor"
    return None if is_platform else actor_id(names[0])


def owners_of_period(scene: Scene, number: int, start: int, end: int) -> list[Owner]:
    """Whose campaign goes over the days that `folded[start:end]` names: the likeliest owner, if any."""
    opening = _behind_opening(scene, number, start)
    return opening or _of_clause(scene, number, start, list(owners(scene, number, _place(start, end))), "launch")[:1]


def _behind_opening(scene: Scene, number: int, start: int) -> list[Owner]:
    """The app named first behind days that open a sentence: "From January 26 to March 12, Baidu …"."""
    sentence, names = scene.sentences[number], scene.names[number]
    first = sentence.clauses[0]
    if len(sentence.clauses) < 2 or not first.start <= start < first.end or not names or names[0].start < first.end:
        return []
    is_next = names[0].start < sentence.clauses[1].end and names[0].is_watched
    return [Owner(names[0].actor, "stated", "named right behind the days", _SURE, names[0].role)] if is_next else []


def _tells(scene: Scene, number: int, rule: EventRule) -> bool:
    """Whether a sentence that names nobody tells of a campaign itself, and so of the article's main app's."""
    sentence = scene.sentences[number]
    return not rule.near or _NEAR[rule.near].search(scene.folded[sentence.start : sentence.end]) is not None
