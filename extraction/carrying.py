"""Whose a figure is where its sentence names nobody: the subject carried over, else the article's main app."""

from extraction.actors import Mention
from extraction.scenes import Owner, Scene, actor_id

# A name that opens a part of a sentence stands this near to its start.
_OPENING = 4
# … but not while a paragraph goes on speaking of it.
_TOLD_ON = 3
FOCUS = "the article is about it"
# A context actor is forgotten sooner than an app: an article about apps comes back to them.
_CONTEXT_FAR = 20
# A subject named longer ago than this is forgotten.
_FARTHEST = 15


def carried_owner(scene: Scene, number: int) -> Owner | None:
    """Whose a sentence is that names no app: the subject carried over, else the article's main app."""
    watched = [owner for owner in owners_before(scene, number) if not owner.actor.startswith("other:")]
    return watched[0] if watched else None


def owners_before(scene: Scene, number: int) -> list[Owner]:
    """Who may own what sentence `number` says without a name."""
    found = []
    topic = _topic(scene, number)
    if topic is not None:
        mention, distance = topic
        is_told_on = scene.sentences[number - distance].paragraph == scene.sentences[number].paragraph
        is_near = mention.is_watched or distance == 1 or (is_told_on and distance <= _TOLD_ON)
        found.append(
            Owner(
                actor_id(mention),
                "inferred",
                "carried over from an earlier sentence",
                56 - 4 * min(distance, 8) - (0 if is_near else _CONTEXT_FAR),
                mention.role,
            )
        )
    if scene.focus is not None:
        found.append(Owner(scene.focus, "inferred", FOCUS, 36))
    return found


def _topic(scene: Scene, number: int) -> tuple[Mention, int] | None:
    """The subject of the nearest earlier sentence that has one, and how many sentences ago that was."""
    for earlier in range(number - 1, max(-1, number - 1 - _FARTHEST), -1):
        subject = scene.subjects[earlier]
        if subject is not None:
            return _last_told(scene, earlier) or subject, number - earlier
        if _is_heading(scene, earlier):
            return None
    return None


def _is_heading(scene: Scene, number: int) -> bool:
    """Whether a sentence is a marked heading, behind which the text begins anew: "*10億元撐「親仔」*", "## Results"."""
    sentence = scene.sentences[number]
    text = scene.folded[sentence.start : sentence.end]
    return text.startswith("#") or (len(text) > 1 and text[0] == "*" == text[-1])


def _last_told(scene: Scene, number: int) -> Mention | None:
    """The app that opens the last part of a sentence cut by semicolons: "千问的…;豆包手里的…" goes on about Doubao."""
    sentence = scene.sentences[number]
    part = max(scene.folded.rfind(mark, sentence.start, sentence.end) for mark in ";；") + 1
    if part == 0:
        return None
    first = next((name for name in scene.names[number] if name.start >= part), None)
    is_opening = first is not None and first.role == "app" and first.start - part <= _OPENING
    return first if is_opening else None
