"""What is told of one claim: the outlet, and what was read from its words, term by term."""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.dates import write_as_of, write_instant
from dashboard.figures import Figure, make_printed, write_figure, write_full
from dashboard.markup import Markup, join, tag
from dashboard.reasons import name_voice
from dashboard.wording import Wording

Row = Mapping[str, Any]


def write_outlet(claim: Row, wording: Wording) -> str:
    return claim["publisher"] or wording.say("evidence.no_publisher")


def draw_source(claim: Row, wording: Wording) -> Markup:
    """Who printed it, what kind of outlet that is, when, and under which title."""
    published = wording.say("evidence.published", time=write_instant(claim["published_at"], wording))
    kinds = [wording.name("tier", claim["tier"] or ""), wording.name("lang", claim["lang"]), published]
    publisher = tag("span", write_outlet(claim, wording), kind="publisher")
    line = tag("p", publisher, " · ", " · ".join(kind for kind in kinds if kind), kind="meta")
    return join(line, tag("p", claim["title"] or wording.say("evidence.untitled"), kind="headline"))


def list_terms(claim: Row, figure: Figure, wording: Wording) -> Iterator[Markup]:
    """What was read from the words: pairs of a term and what is said."""
    confidence = wording.name("confidence", claim["confidence"])
    reason = wording.name("confidence_reason", claim["confidence_reason"])
    is_foreign = figure.value is not None and claim["currency"] not in {None, "CNY"}
    voice = claim.get("origin_key")
    said_so = make_printed(claim) if is_foreign else figure
    told = {
        "says": None if said_so.value is None else f"{write_figure(said_so, wording)} ({write_full(said_so, wording)})",
        "cny": " · ".join(filter(None, (write_figure(figure, wording), claim["cny_basis"]))) if is_foreign else None,
        "speaks_of": write_as_of(claim["as_of"], wording),
        "basis": wording.name("basis_long", claim["basis"]),
        "origin": claim["origin"] or wording.say("evidence.origin_none"),
        "independent": name_voice(voice, wording) if voice else None,
        "confidence": wording.say("evidence.confidence_why", confidence=confidence, reason=reason),
        "rule": claim["rule"],
    }
    for term, said in told.items():
        if said is not None:
            yield from pair(wording.say(f"evidence.{term}"), said)


def pair(term: str, said: str | Markup) -> tuple[Markup, Markup]:
    return tag("span", term, kind="term"), tag("span", said, kind="said")
