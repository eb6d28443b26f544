"""What attribution looks at: an article's sentences with the names in them, grouped by who they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.actors import Mention, Role
from extraction.records import Confidence
from extraction.sentences import Sentence
from extraction.windows import compile_window

Group = list[Mention]
# "Tencent's AI assistant app Yuanbao": two names of one actor this near to each other are one.
_ONE_NAME = 30
_LIST = compile_window(
    r"^[\"']?\s?(?:,|，|、|and|和|与|及|以及|, and|/|&|;|；|'s|的|vs\.?|versus|对|[vp]k)?\s?(?:the |its )?[\"']?$"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """One candidate: the actor (an app's id or `other:<id>`), how sure, why, and its weight among the alternatives.

    `role` is that of the name that stands for it, None where no name does.
    """

    actor: str
    confidence: Confidence
    reason: str
    weight: float
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What attribution may look at: the folded text, its sentences with their names, and the article's main app.

    `groups` are each sentence's names by whom they mean, `subjects` whom each sentence speaks of.
    """

    folded: str
    sentences: Sequence[Sentence]
    names: Sequence[tuple[Mention, ...]]
    groups: Sequence[Sequence[Group]]
    subjects: Sequence[Mention | None]
    focus: str | None
    venues: frozenset[str]


def actor_id(mention: Mention) -> str:
    """The owner's id a name stands for: an app's own id, or `other:<id>` for a context actor."""
    return mention.actor if mention.is_watched else f"other:{mention.actor}"


def group_names(folded: str, names: Sequence[Mention]) -> list[Group]:
    """A sentence's names, with neighbours that mean the same actor ("Tencent's Yuanbao") as one group."""
    groups: list[Group] = []
    for name in names:
        if name.role == "tracker":
            continue
        last = groups[-1][-1] if groups else None
        if last is not None and last.actor == name.actor and _is_one_name(folded[last.end : name.start]):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _is_one_name(between: str) -> bool:
    return len(between) < _ONE_NAME and not any(char.isdigit() for char in between)


def best_role(group: Group) -> Role:
    """An app's own name in a group says more than its firm's."""
    return "app" if any(name.role == "app" for name in group) else group[-1].role


def last_row(scene: Scene, groups: Sequence[Group]) -> list[Group]:
    """The names that end `groups` and stand in one list ("Tencent and Baidu")."""
    row: list[Group] = []
    for group in reversed(groups):
        if row and not _LIST.match(scene.folded[group[-1].end : row[-1][0].start]):
            break
        row.append(group)
    return row[::-1]


def first_row(scene: Scene, groups: Sequence[Group]) -> list[Group]:
    """The names that begin `groups` and stand in one list."""
    row: list[Group] = []
    for group in groups:
        if row and not _LIST.match(scene.folded[row[-1][-1].end : group[0].start]):
            break
        row.append(group)
    return row
