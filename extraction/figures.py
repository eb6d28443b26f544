"""Weighs every figure of an article: what it measures, and whose it may be, best first."""

from collections.abc import Iterator
from dataclasses import dataclass

import re2

from extraction.amount import Amount
from extraction.attribution import owners
from extraction.marking import Marked, mark
from extraction.meanings import Before, Meaning, is_campaign
from extraction.measures import in_campaign_article, measure_of
from extraction.parsing import Parsed
from extraction.scenes import Owner
from extraction.totals import COMBINED
from extraction.zipping import coordinated

_CROWD = 500_000_000
# Whoever has an audience owns no figure of another kind that follows.
_AUDIENCE = "an audience is the broadcast's"
_LONGEST_TABLE = 40
_LONGEST_LEAD = 600
_BROADCAST = re2.compile(
    r"broadcast|television|\btv\b|\bgala\b|春晚|the show|programme|节目|晚会|直播晚会|总台|全媒体|收视|播出"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with what was decided about it and the owners that were weighed; `explain` prints these."""

    number: int
    amount: Amount
    marked: Marked
    meaning: Meaning
    owners: tuple[Owner, ...]


def weigh_figures(parsed: Parsed) -> Iterator[Figure]:
    """Each figure of the article in order, with its meaning and its possible owners, best first."""
    last: tuple[Meaning | None, int] = (None, 0)
    is_campaign_article = is_campaign(parsed.scene.folded)
    for number, figures in enumerate(parsed.figures):
        owner: Owner | None = None
        owned_end = 0
        sentence, lead = parsed.scene.sentences[number], _lead(parsed, number)
        runs = coordinated(parsed.scene.folded, figures)
        for run, amount in zip(runs, figures, strict=True):
            marked = mark(
                parsed.scene.folded, sentence, figures, parsed.scene.names[number], parsed.dates[number], amount
            )
            meaning = measure_of(marked, amount, Before(last[0], number - last[1], lead))
            found = owners(parsed.scene, number, amount, run, owner, owned_end)
            meaning = _supported(meaning, amount, found, is_campaign_article)
            meaning = _believed(meaning, amount, found)
            found = _audience_first(parsed, number, meaning, found)
            if meaning.measure is not None:
                is_crowd = bool(found) and found[0].reason == _AUDIENCE
                owner, owned_end = (found[0] if found and not is_crowd else None), amount.reach_end
                if amount.kind in ("money", "count"):
                    last = (meaning, number)
            yield Figure(number, amount, marked, meaning, found)


def _supported(meaning: Meaning, amount: Amount, found: tuple[Owner, ...], is_campaign_article: bool) -> Meaning:
    """Spending that no campaign word marks counts for an owner named beside it, or in an article about campaigns."""
    is_stated = bool(found) and found[0].confidence == "stated"
    is_foreign = amount.currency not in (None, "CNY") and amount.converted is None
    if meaning.rule == "spend.budget.named" and not is_stated and (is_foreign or not is_campaign_article):
        return Meaning("not.campaign", reject="no campaign word near it")
    is_own = is_stated and (found[0].actor == COMBINED or not found[0].actor.startswith("other:"))
    return in_campaign_article(meaning, amount) if is_own and is_campaign_article else meaning


def _believed(meaning: Meaning, amount: Amount, found: tuple[Owner, ...]) -> Meaning:
    """A billion people whom the text does not give to an app by name are the country's, or another service's."""
    is_inferred = not found or found[0].confidence == "inferred"
    is_crowd = meaning.measure in ("users", "dau", "mau", "wau") and amount.value >= _CROWD
    return Meaning("not.crowd", reject="population") if is_crowd and is_inferred else meaning


def _audience_first(parsed: Parsed, number: int, meaning: Meaning, found: tuple[Owner, ...]) -> tuple[Owner, ...]:
    """An audience is the broadcast's, whoever else the sentence names."""
    if meaning.measure not in ("viewers", "views"):
        return found
    venues = [name.actor for name in parsed.scene.names[number] if name.actor in parsed.scene.venues - {"app_store"}]
    sentence = parsed.scene.sentences[number]
    if not venues and not _BROADCAST.search(parsed.scene.folded[sentence.start : sentence.end]):
        return found
    return (Owner(f"other:{(venues or ['cctv_gala'])[0]}", "stated", _AUDIENCE, 130), *found)


def _lead(parsed: Parsed, number: int) -> str:
    """What was said before a sentence: the two sentences before it; before a row of a table, its first row."""
    sentences, folded = parsed.scene.sentences, parsed.scene.folded
    first = sentences[max(0, number - 2)]
    if "|" in folded[sentences[number].start : sentences[number].end]:
        rows = sentences[max(0, number - _LONGEST_TABLE) : number]
        first = next((one for one in rows if "|" in folded[one.start : one.end]), first)
        return folded[first.start : min(first.end, first.start + _LONGEST_LEAD)]
    return folded[max(first.start, sentences[number].start - _LONGEST_LEAD) : sentences[number].start]
