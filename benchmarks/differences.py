"""Shows the effect of a rule change: the claims of this run against those of an earlier one, each with its verdict."""

from collections.abc import Sequence

from benchmarks.scoring import Judgement, judge
from benchmarks.statement import Statement

_COMPARED = ("article_id", "app", "kind", "measure", "value", "value_max", "currency", "season", "as_of", "quote")


def show_differences(before: Sequence[Statement], judgements: Sequence[Judgement]) -> list[str]:
    """Lines for what was gained (+) and lost (-) since `before`, each judged by today's gold, then their number."""
    now = {_key(said): (verdict, said) for one in judgements for said, verdict in one.verdicts}
    earlier = {_key(said): said for said in before}
    documents = {one.document.id: one.document for one in judgements}
    gained = [f"+ {verdict:7} {said}" for key, (verdict, said) in now.items() if key not in earlier]
    lost = []
    for key, said in earlier.items():
        if key not in now:
            document = documents.get(said.article_id)
            verdict = judge(document, [said]).verdicts[0][1] if document else "no text"
            lost.append(f"- {verdict:7} {said}")
    return [*gained, *lost, f"claims gained {len(gained)}, lost {len(lost)}, kept {len(now) - len(gained)}", ""]


def _key(said: Statement) -> tuple[object, ...]:
    return tuple(getattr(said, name) for name in _COMPARED)
