"""Pairs a list of figures with a list of names in the same order: "Tencent and Baidu … 2 billion and 700 million"."""

from collections.abc import Sequence

from extraction.amount import Amount
from extraction.scenes import Group, Owner, Scene, actor_id, best_role, first_row, last_row
from extraction.windows import compile_window

_AMOUNT_LIST = compile_window(
    r"^\s?(?:,|，|、|and|和|与|及|以及|, and|/|;|:|vs\.?|versus|对|[vp]k)\s?(?:about|around|over|more than|nearly|roughly|some|逾|约|近|超过?)?\s?(?:the )?$"
)

# "豆包超过了DeepSeek：1.55亿 VS 8156万": two figures against each other are those of the two names.
_VERSUS = compile_window(r"\bvs\b|\bversus\b")
_EXPLAINS = ", of "


def coordinated(folded: str, amounts: Sequence[Amount]) -> list[tuple[Amount, ...]]:
    """For each figure of a sentence the run of figures, joined by commas and "and", that it belongs to."""
    runs: list[list[Amount]] = []
    for amount in amounts:
        if runs and _AMOUNT_LIST.match(folded[runs[-1][-1].reach_end : amount.start]):
            runs[-1].append(amount)
        else:
            runs.append([amount])
    return [tuple(run) for run in runs for _ in run]


def zipped_owner(scene: Scene, number: int, amount: Amount, run: Sequence[Amount]) -> Owner | None:
    """The owner of `amount` where a list of names and a list of figures go together, each to each."""
    names = _listed_names(scene, number, run) if len(run) > 1 else None
    if names is None:
        return None
    group = names[list(run).index(amount)]
    return Owner(actor_id(group[0]), "stated", "listed in the same order", 200, best_role(group))


def _may_be_listed(scene: Scene, group: Group) -> bool:
    """Whether a name can stand in a list: no place, and not what only explains a name unknown to us (", of ByteDance,")."""
    before = scene.folded[max(0, group[0].start - len(_EXPLAINS)) : group[0].start]
    return group[0].actor not in scene.venues and before != _EXPLAINS


def _listed_names(scene: Scene, number: int, run: Sequence[Amount]) -> Sequence[Group] | None:
    """As many names as the list of figures has, context actors among them only where they stand in the row."""
    sentence = scene.sentences[number]
    named = [group for group in scene.groups[number] if _may_be_listed(scene, group)]
    before = [group for group in named if group[-1].end <= run[0].start]
    watched = [group for group in before if group[0].is_watched]
    is_told = "分别" in scene.folded[sentence.start : sentence.end] or "respectively" in (
        scene.folded[sentence.start : run[0].start] + scene.folded[run[-1].reach_end : sentence.end]
    )
    rows = [last_row(scene, before), last_row(scene, watched)]
    if len(before) == len(run) and _VERSUS.search(scene.folded[run[0].reach_end : run[1].start]):
        rows.append(before)
    if is_told and not watched:
        rows = [first_row(scene, [group for group in named if group[0].start >= run[-1].reach_end])]
    if is_told:
        rows.append(watched)
    return next((row for row in rows if len(row) == len(run)), None)
