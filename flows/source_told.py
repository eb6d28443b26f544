"""What only a person can say of an outlet, its tier and its terms: given as options, or asked for."""
# ruff: noqa: PLC0415 - the rules for sources load pydantic, which printing the help does not need

from typing import TYPE_CHECKING, get_args

import typer

if TYPE_CHECKING:
    from spiders.proposal import Told

DEFAULT_TERMS = "Public feed; pages are kept as evidence and quoted by the sentence, never republished."


def check_told(tier: str | None, terms: str | None, *, yes: bool) -> None:
    """Wrong usage is told before anything is fetched."""
    if tier is not None:
        _tier(tier)
    if terms is not None and not terms.strip():
        raise typer.BadParameter("says nothing; write a sentence", param_hint="--terms")
    if yes and (tier is None or terms is None):
        missing = "--tier" if tier is None else "--terms"
        raise typer.BadParameter("is missing, and with --yes nobody is asked for it", param_hint=missing)


def _tier(given: str) -> str:
    from spiders.sources import Tier

    if given not in get_args(Tier):
        raise typer.BadParameter(f"{given} is none of {', '.join(get_args(Tier))}", param_hint="--tier")
    return given


def ask_told(tier: str | None, terms: str | None) -> "Told":
    """What only a person can say of the outlet, asked for where it was not given."""
    from spiders.proposal import Told
    from spiders.sources import Tier

    question = f"What is the outlet: {', '.join(get_args(Tier))}?"
    tier = tier or typer.prompt(question, value_proc=_tier, err=True)
    terms = terms or typer.prompt("What do its terms allow?", default=DEFAULT_TERMS, err=True)
    return Told(tier, terms.strip() or DEFAULT_TERMS)  # type: ignore[arg-type]
