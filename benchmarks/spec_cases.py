"""Reads Microsoft's currency specs and judges what a reader found in a case.

A case is right if the reader finds exactly the money that the spec lists, in its order: each with the spec's value (to
nine digits), its currency, and its text, letter case, character width and spaces aside. The spec's plain "Dollar" and
"Pound", which name no country, are the US dollar and the pound sterling.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.errors import MaterialError
from extraction.folding import fold

LANGUAGES = {"en": "English", "zh": "Chinese"}
_PLAIN = {"Dollar": "USD", "Pound": "GBP"}
# Units that the specs give without an ISO code in some cases and with it in others.
_CODES = {"United States dollar": "USD", "British pound": "GBP", "Chinese yuan": "CNY", "Euro": "EUR"}
_EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Money:
    """One amount: its text as written, its value (None for a currency named without a figure) and its currency."""

    text: str
    value: float | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class SpecCase:
    """One case: a text and the money in it; `number` is its place in the file, from 1."""

    number: int
    text: str
    wanted: tuple[Money, ...]


def load_cases(specs: Path, lang: str) -> tuple[SpecCase, ...]:
    """The cases of a language below `specs`, a checkout of Recognizers-Text or its Specs folder.

    Raises MaterialError where they are not there or are something else.
    """
    place = Path("NumberWithUnit") / LANGUAGES[lang] / "CurrencyModel.json"
    tried = (specs / "Specs" / place, specs / place, specs / LANGUAGES[lang] / "CurrencyModel.json")
    path = next((one for one in tried if one.is_file()), None)
    if path is None:
        raise MaterialError(f"{tried[0]}: is not there; give the folder of a checkout of microsoft/Recognizers-Text")
    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig"))
        return tuple(
            SpecCase(number, row["Input"], tuple(_money(one["Text"], one["Resolution"]) for one in row["Results"]))
            for number, row in enumerate(rows, start=1)
        )
    except (ValueError, KeyError, TypeError) as error:
        raise MaterialError(f"{path}: is no spec of Recognizers-Text ({error!r}); check it out again") from error


def _money(text: str, resolution: dict[str, str | None]) -> Money:
    return Money(text, to_value(resolution.get("value")), to_currency(resolution))


def to_value(value: str | None) -> float | None:
    """A resolved value as a number."""
    return None if value is None else float(value)


def to_currency(resolution: dict[str, str | None]) -> str | None:
    """The ISO code of a resolution, else the name of its unit."""
    unit = resolution.get("unit")
    return resolution.get("isoCurrency") or _PLAIN.get(unit or "") or _CODES.get(unit or "") or unit


def is_right(case: SpecCase, found: Sequence[Money]) -> bool:
    """Whether `found` is exactly the money of the case, in its order."""
    return len(found) == len(case.wanted) and all(map(_is_same, found, case.wanted))


def _is_same(one: Money, other: Money) -> bool:
    if one.currency != other.currency or _bare(one.text) != _bare(other.text):
        return False
    if one.value is None or other.value is None:
        return one.value is other.value
    return abs(one.value - other.value) <= _EXACT * abs(other.value)


def _bare(text: str) -> str:
    return "".join(fold(text).split())
