"""How a figure is written: units by language (bn/m or 亿/万), its bound in words, the full figure beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, log10
from typing import Any

from dashboard.wording import Wording

SCALES = {
    "en": ((1e12, " tn"), (1e9, " bn"), (1e6, " m")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}
DIGITS = 4
# Units that say no more than the measure does, or are part of how the number is written.
WRITTEN_WITH_NUMBER = {"%": "{}%", "percent": "{}%", "x": "{}×"}
# What stands between a Chinese number and what it counts, and nowhere else: "36亿次抽奖", "抽奖".
COUNTERS = "次个条"
# Measures that count users, whatever their unit is called.
HEADS_COUNTED = frozenset({"dau", "wau", "mau"})
# What a measure counts anyway, as in `staging.units`; of any other unit a figure is no total of the measure.
ORDINARY_UNITS = frozenset({
    "user", "users", "people", "persons", "participants", "participations", "viewers", "daily users", "monthly users",
    "weekly users", "daily active users", "monthly active users", "order", "orders", "interaction", "interactions",
    "times", "views", "downloads", "shares", "message", "messages", "command", "commands", "request", "requests",
    "prompt", "prompts", "instructions", "queries", "place", "percent", "%", "人", "用户", "单", "次", "人次",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One fact as the dashboard shows it: money in `currency` (yuan wherever a yuan value is known), else a
    count of `unit`; `value` is None for an event. `as_of` is an ISO date, month or year.

    `basis` and `trackers` are those of who gives this very number, where that is known; `higher` is a higher value that
    was not taken for a peak.
    """

    fact_id: str
    app: str
    measure: str
    basis: str
    as_of: str | None
    bound: str
    value: float | None
    value_max: float | None
    unit: str | None
    currency: str | None
    rank: str
    status: str
    reason: str
    origins: int
    claims: int
    reason_code: str | None = None
    reason_args: Mapping[str, Any] | None = None
    trackers: Sequence[str] = ()
    higher: "Higher | None" = None


@dataclass(frozen=True, slots=True)
class Higher:
    """A row of `marts.facts` with a higher value than a peak, and `why` that is not the peak: a code of the mart."""

    fact: Mapping[str, object]
    why: str


def make_figure(row: Mapping[str, object]) -> Figure:
    """The figure of one row of `marts.facts` or of a claim with the same columns, money in yuan where that is known."""
    printed = make_printed(row)
    value, yuan = row["value"], row["value_cny"]
    if isinstance(value, float) and isinstance(yuan, float) and row["currency"] != "CNY":
        top = row["value_max"]
        in_yuan = yuan / value if value else 1.0
        most = top * in_yuan if isinstance(top, float) else None
        return replace(printed, value=yuan, value_max=most, currency="CNY")
    return printed


def make_printed(row: Mapping[str, object]) -> Figure:
    """The same in the currency that it is told in."""
    fields = {name: row.get(name) for name in Figure.__dataclass_fields__}
    trackers = row.get("trackers") or ()
    fields |= {"basis": row.get("hand") or row["basis"], "trackers": tuple(trackers), "higher": None}  # type: ignore[arg-type]
    return Figure(**fields)  # type: ignore[arg-type]  # the columns of the mart are typed by its schema


def write_figure(figure: Figure, wording: Wording) -> str:
    """The figure in a few characters with its bound: "over 50 m", "最高1万元"."""
    if figure.value is None:
        return wording.name("event", figure.measure)
    if figure.bound == "range" and figure.value_max is not None:
        low, high = (write_amount(value, figure, wording) for value in (figure.value, figure.value_max))
        return wording.say("bound.range", low=low, high=high)
    return wording.say(f"bound.{figure.bound}", amount=write_amount(figure.value, figure, wording))


def write_full(figure: Figure, wording: Wording) -> str:
    """The figure with all its digits and what it counts, for the hover and the table."""
    if figure.value is None:
        return wording.name("event", figure.measure)
    numbers = [figure.value] if figure.value_max is None else [figure.value, figure.value_max]
    digits = " – ".join(f"{number:,.10g}" if number % 1 else f"{number:,.0f}" for number in numbers)
    if figure.currency:
        return wording.say("figure.money", amount=digits, currency=figure.currency)
    unit = wording.name("unit", figure.unit or "")
    return wording.say("figure.count", amount=digits, unit=unit).strip()


def name_measure(figure: Figure, wording: Wording) -> str:
    """The name of its measure, with what is counted where that is only a part of it: "Interactions · AI tasks"."""
    name = wording.name("measure", figure.measure)
    if not counts_a_part(figure):
        return name
    unit = wording.name("unit", (figure.unit or "").strip())
    return wording.say("figure.part", measure=name, unit=unit.lstrip(COUNTERS) or unit)


def counts_a_part(figure: Figure) -> bool:
    """Whether its unit is less than its measure counts anyway: draws, which are not all interactions."""
    unit = (figure.unit or "").strip().lower()
    return not figure.currency and figure.measure not in HEADS_COUNTED and unit not in {"", *ORDINARY_UNITS}


def write_amount(value: float, figure: Figure, wording: Wording) -> str:
    number = shorten(value, wording.lang)
    if figure.currency == "CNY":
        return wording.say("figure.yuan", amount=number)
    if figure.currency:
        return wording.say("figure.money", amount=number, currency=figure.currency)
    return WRITTEN_WITH_NUMBER.get(figure.unit or "", "{}").format(number)


def shorten(value: float, lang: str) -> str:
    """The number at the scale of the language with at most four digits: "73.52 m", "7352万"; small ones whole."""
    if not value:
        return "0"
    rounded = round(value, DIGITS - 1 - floor(log10(abs(value))))
    for size, name in SCALES[lang]:
        if abs(rounded) >= size:
            return f"{rounded / size:.{DIGITS}g}{name}"
    return f"{value:,.10g}"
