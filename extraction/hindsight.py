"""Looks at all figures of an article together: what only the whole text shows, a total or a sum told in two currencies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extraction.amount import Amount
from extraction.figures import Figure
from extraction.meanings import Meaning
from extraction.scenes import Owner
from extraction.totals import COMBINED

# A total that is told roughly may fall short of the sum of its parts; rounded conversions of one sum differ by this.
_ABOUT_THE_SUM = Decimal("0.85")
# With the budgets of so many firms told, a larger sum without a name is no newcomer's.
_MOST_RIVALS = 3
# What a name in the figure's own clause weighs at least.
_NAMED_IN_CLAUSE = 85
# No honest article converts more sums than this.
_MOST_TOLD = 100
_ROUNDING = Decimal("0.02")
# Users of a period.
_PERIODS = frozenset({"dau", "wau", "mau"})


def reviewed(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures in order, those whose meaning or owner the other figures of the article settle set right."""
    found = list(figures)
    budgets = _stated_budgets(found)
    totals = {one.amount.value for one in found if one.owners and one.owners[0].actor == COMBINED}
    told = [(one, one.amount.converted) for one in found if one.amount.converted is not None and one.owners][
        :_MOST_TOLD
    ]
    counted = _counted(found)
    for figure in found:
        if _is_told_in_yuan(figure, told):
            yield replace(figure, meaning=Meaning("not.repeated", reject="the same sum stands in yuan elsewhere"))
        elif _is_loosely_owned(figure) and figure.amount.value in totals:
            yield _of_all(figure, "the text gives the same sum to several firms")
        elif _may_be_shared(figure) and _is_exact_sum(figure, budgets):
            yield _of_all(figure, "the sum of the budgets that the text gives to several firms")
        elif (heads := counted.get(_of_users(figure))) is not None and len(heads) == 1:
            yield replace(figure, meaning=replace(figure.meaning, measure=next(iter(heads))))
        elif _is_inferred_budget(figure) and _is_sum(figure, budgets):
            yield _of_all(figure, "no less than the budgets that the text gives to several firms")
        else:
            yield figure


def _stated_budgets(figures: Sequence[Figure]) -> dict[str, list[Decimal]]:
    """The two largest budgets in yuan that the text gives to each app by name, the larger first."""
    budgets: dict[str, set[Decimal]] = {}
    for figure in figures:
        owner = figure.owners[0] if figure.owners else None
        is_budget = figure.meaning.measure == "budget" and (figure.amount.currency or figure.meaning.currency) == "CNY"
        if is_budget and owner is not None and owner.confidence == "stated" and not owner.actor.startswith("other:"):
            budgets.setdefault(owner.actor, set()).add(figure.amount.value)
    return {actor: sorted(sums, reverse=True)[:2] for actor, sums in budgets.items()}


def _counted(figures: Sequence[Figure]) -> dict[tuple[str, Decimal], set[str]]:
    """As users of which period the text counts each app's number: "100 million daily users", then "100 million users"."""
    counted: dict[tuple[str, Decimal], set[str]] = {}
    for figure in figures:
        if figure.meaning.measure in _PERIODS and figure.owners and not figure.meaning.reject:
            key = figure.owners[0].actor, figure.amount.value
            counted.setdefault(key, set()).add(figure.meaning.measure)
    return counted


def _of_users(figure: Figure) -> tuple[str, Decimal]:
    """Whose and how many users a figure tells without their period; nobody's where it tells something else."""
    is_plain = figure.meaning.measure == "users" and figure.meaning.unit == "users" and bool(figure.owners)
    return (figure.owners[0].actor, figure.amount.value) if is_plain else ("", Decimal(0))


def _of_all(figure: Figure, reason: str) -> Figure:
    return replace(figure, owners=(Owner(COMBINED, "inferred", reason, figure.owners[0].weight), *figure.owners))


def _is_loosely_owned(figure: Figure) -> bool:
    """Whether a budget's owner is not named in its own clause."""
    return figure.meaning.measure == "budget" and bool(figure.owners) and figure.owners[0].weight < _NAMED_IN_CLAUSE


def _may_be_shared(figure: Figure) -> bool:
    """Whether nobody is named with a budget, or several are in its sentence but none in its clause."""
    stated = {one.actor for one in figure.owners if one.confidence == "stated" and not one.actor.startswith("other:")}
    return _is_inferred_budget(figure) or (_is_loosely_owned(figure) and len(stated) > 1)


def _is_inferred_budget(figure: Figure) -> bool:
    is_in_yuan = (figure.amount.currency or figure.meaning.currency) == "CNY"
    is_inferred = bool(figure.owners) and figure.owners[0].confidence == "inferred"
    return figure.meaning.measure == "budget" and is_in_yuan and is_inferred


def _is_exact_sum(figure: Figure, budgets: dict[str, list[Decimal]]) -> bool:
    """Whether a budget is just what several firms' budgets come to, and so none of one firm."""
    value = figure.amount.value
    known = [next(one for one in sums if one != value) for sums in budgets.values() if sums[:1] != [value] or sums[1:]]
    return len(known) > 1 and abs(value - sum(known)) <= _ROUNDING * value


def _is_sum(figure: Figure, budgets: dict[str, list[Decimal]]) -> bool:
    """Whether a sum is as large as what several firms spend together, and cannot be what one more of them spends."""
    is_known = figure.owners[0].actor in budgets or len(budgets) >= _MOST_RIVALS
    total = sum(sums[0] for sums in budgets.values())
    return is_known and len(budgets) > 1 and figure.amount.value >= _ABOUT_THE_SUM * total


def _is_told_in_yuan(figure: Figure, told: Sequence[tuple[Figure, Amount]]) -> bool:
    """Whether a sum in another currency is the conversion that the text gives of a sum of the same owner in yuan."""
    if not figure.owners or figure.amount.currency in (None, "CNY") or figure.amount.converted is not None:
        return False
    return any(
        (figure.owners[0].confidence == "inferred" or figure.owners[0].actor == one.owners[0].actor)
        and one.meaning.measure == figure.meaning.measure
        and one.amount.currency == "CNY"
        and other.currency == figure.amount.currency
        and abs(other.value - figure.amount.value) <= _ROUNDING * figure.amount.value
        for one, other in told
    )
