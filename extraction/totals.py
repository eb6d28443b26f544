"""Tells the totals of several firms from the figures of one: a combined sum belongs to nobody."""

from collections.abc import Sequence

import re2

from extraction.amount import Amount
from extraction.scenes import Group, Owner, Scene, best_role, first_row, last_row
from extraction.sentences import Clause, Sentence
from extraction.windows import compile_window

COMBINED = "other:combined"
_TOGETHER = re2.compile(
    r"(?:^|[^(l])together|combined|collectively|altogether|all the platforms|all platforms|\bb?bat\b|(?:tech|ai|internet) (?:giants|titans|majors|heavyweights)|tech (?:firms|companies)|titans of|internet (?:firms|giants|companies)"
    r"|(?:two|three|four|five|major|big|leading) (?:firms|companies|platforms|products|giants|apps)|industry-wide|between them|the platforms|aggregate|(?:large|big|major|main|all the) players"
    r"|[两三四五几各]家|各大|大厂|巨头|各平台|平台们|互联网公司"
)
# A sum of several firms only where the sentence names several.
_SUM = re2.compile(
    r"in total|total of|(?:come|comes|came|coming) to (?:about |around |over |more than |some )?(?:cny|rmb|us\$|\$|¥)? ?\d|add(?:s|ed)? up|相加|合起来|加总|合计|一共|总共|共计|加起来|加一起|合共"
)
_EACH = re2.compile(r"均|都是|都为|各(?:自|发|派|有|投)?|\beach\b|\bboth\b|apiece|alike|the same")
_FROM = compile_window(r"^(?: [a-z]+){0,4} (?:from|by|between|of|that|which|is what) (?:both )?[\"“]?$")
_AND_OTHERS = compile_window(r"^(?:等|等等|等公司|等大厂)[，,]$")
# The number of a footnote or a bullet may be glued to the first word: "1For users …".
_FOOTNOTE = compile_window(r"^\d{1,2}(?=[a-z])")
_AND = compile_window(r"\band\b|&|和|与|及|、")
_RIVALRY = re2.compile(r"大战|对轰|之战|之争|\bwar\b|\bwars\b|battle|contest|arms race|races?\b")


def combined_owners(scene: Scene, number: int, amount: Amount) -> list[Owner]:
    """The reading of `amount` as a total of several firms, with its weight; empty where nothing speaks for it."""
    sentence = scene.sentences[number]
    clause = sentence.clause_at(amount.start)
    before = [group for group in scene.groups[number] if group[-1].end <= amount.start and group[0].is_watched]
    row = last_row(scene, before)
    if len({group[0].actor for group in row}) >= 2 and _is_told_of(scene, sentence, clause, row):
        return [Owner(COMBINED, "stated", "several firms share the figure", 120)]
    after = [group for group in scene.groups[number] if group[0].start >= amount.reach_end and group[0].is_watched]
    handed = first_row(scene, after)
    if _is_pair(scene, handed) and _FROM.match(scene.folded[amount.reach_end : handed[0][0].start]):
        return [Owner(COMBINED, "stated", "several firms share the figure", 127)]
    actors = {group[0].actor for group in before}
    if _is_sum(scene, sentence, amount, before, len(actors)):
        return [Owner(COMBINED, "stated", "a total of several firms", 118)]
    is_named = any(name.is_watched for name in scene.names[number])
    if not is_named and _RIVALRY.search(scene.folded[sentence.start : sentence.end]):
        return [Owner(COMBINED, "inferred", "the figure of a contest, no firm named", 70)]
    return []


def _is_pair(scene: Scene, row: Sequence[Group]) -> bool:
    """Whether a list of names has two firms joined by a word, not by a comma alone."""
    is_joined = len(row) > 1 and _AND.search(scene.folded[row[-2][-1].end : row[-1][0].start]) is not None
    return is_joined and row[0][0].actor != row[-1][0].actor


def _is_told_of(scene: Scene, sentence: Sentence, clause: Clause, row: Sequence[Group]) -> bool:
    """Whether a list of names is what the clause of a figure speaks of."""
    is_near = row[-1][-1].end > clause.start or _AND_OTHERS.match(scene.folded[row[-1][-1].end : clause.start])
    return bool(is_near or _has_each(scene, clause)) and not _has_figure(scene, sentence, row[0])


def _has_figure(scene: Scene, sentence: Sentence, group: Group) -> bool:
    """Whether a name ends a clause that has a figure of its own, and so begins no list."""
    clause = sentence.clause_at(group[0].start)
    return any(char.isdigit() for char in _FOOTNOTE.sub("", scene.folded[clause.start : group[0].start]))


def _has_each(scene: Scene, clause: Clause) -> bool:
    return _EACH.search(scene.folded[clause.start : clause.end]) is not None


def each_owner(scene: Scene, number: int, amount: Amount) -> list[Owner]:
    """Whose a figure is that several have alike ("元宝和文心均为1万元", "both cap packets at"); empty where they share it."""
    sentence = scene.sentences[number]
    clause = sentence.clause_at(amount.start)
    if not _has_each(scene, clause):
        return []
    before = [group for group in scene.groups[number] if group[-1].end <= amount.start and group[0].is_watched]
    row = last_row(scene, before)
    reason = "several have the same figure each"
    return [Owner(group[0].actor, "stated", reason, 120, best_role(group)) for group in row] if len(row) > 1 else []


def _is_sum(scene: Scene, sentence: Sentence, amount: Amount, before: list[Group], actors: int) -> bool:
    """Whether words for a total speak of the figure: in its clause, or in its sentence where its clause names nobody."""
    clause = sentence.clause_at(amount.start)
    in_clause = [group for group in before if group[0].start >= clause.start]
    text = scene.folded[clause.start : clause.end]
    told = _TOGETHER.search(text) or (_SUM.search(text) if actors > 1 else None)
    if told is not None:
        is_between = any(group[0].start >= clause.start + told.end() for group in before)
        return not is_between and not (len(in_clause) == 1 and actors == 1)
    is_named_after = any(
        name.is_watched and amount.start < name.start < clause.end for name in scene.names[sentence.index]
    )
    around = scene.folded[sentence.start : sentence.end]
    return not in_clause and not is_named_after and actors != 1 and _TOGETHER.search(around) is not None
