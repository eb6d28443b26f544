"""Which quantities are compared, in which order, and which fact stands for each app."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from dashboard.figures import Figure, Higher, make_figure
from dashboard.wording import Wording

UNSTATED = ("rumour", "forecast")
# Fewer than two independent reports: a lone misreading must not become the headline.
WELL_REPORTED = 2
LONE = "single_report"
# The days of a campaign, counted from New Year's Day, as staging.headlines has them.
CAMPAIGN = (-46, 44)


@dataclass(frozen=True, slots=True)
class Measure:
    """One quantity of the comparison: `column` is its name in the mart, None where the mart has no such column;
    `event` is what may be known where no sum is (a sponsorship without a price); `by` is the tracker whose counts
    alone are meant, empty for the best supported of all.
    """

    name: str
    kind: str
    column: str | None = None
    event: str | None = None
    by: str = ""


SPEND = (
    Measure("budget", "spend", "budget"),
    Measure("prize_max", "spend", "prize_max"),
    Measure("coupon", "spend", "coupon"),
    Measure("sponsorship", "spend", event="sponsor"),
)
REACH = (
    Measure("dau", "reach", "peak_dau"),
    Measure("mau", "reach", "peak_mau"),
    Measure("orders", "reach", "orders"),
    Measure("interactions", "reach", "interactions"),
    Measure("messages", "reach", "messages"),
    Measure("participants", "reach", "participants"),
    Measure("users", "reach", "users"),
)

FIRST = frozenset({"budget", "prize_max", "dau", "mau"})

FiguresOf = Mapping[Measure, Mapping[str, Figure]]


@dataclass(frozen=True, slots=True)
class Split:
    """The measures of one side by how much there is to compare: shown first, on demand, one app's alone, nobody's."""

    first: list[Measure]
    more: list[Measure]
    lone: list[Measure]
    none: list[Measure]


def split(measures: Iterable[Measure], figures: FiguresOf) -> Split:
    """`figures` by measure and app; what several apps have is compared, the headlines (FIRST) before the others."""
    parts = Split([], [], [], [])
    for measure in measures:
        found = len(figures[measure])
        several = parts.first if measure.name in FIRST else parts.more
        (parts.none if not found else parts.lone if found == 1 else several).append(measure)
    return parts


def find_measure(name: str, figures: FiguresOf) -> Measure:
    """The measure of that name among those of `figures`, whoever counted it."""
    return next(measure for measure in figures if measure.name == name)


def keep_shown(figures: FiguresOf, apps: Iterable[str]) -> dict[Measure, dict[str, Figure]]:
    """The figures of these apps only."""
    shown = set(apps)
    return {
        measure: {app: figure for app, figure in found.items() if app in shown} for measure, found in figures.items()
    }


def pick_figures(measure: Measure, comparison: pl.DataFrame, facts: pl.DataFrame) -> dict[str, Figure]:
    """The figure of each app that has one: what `marts.campaign_comparison` chose, else the best of `facts`.

    `facts` are the preferred ones of the season.
    """
    column = f"{measure.column}_fact_id"
    if column in comparison.columns:
        chosen = comparison[column].drop_nulls().to_list()
        rows = facts.filter(pl.col("fact_id").is_in(chosen))
    else:
        rows = pick_best(facts.filter(pl.col("measure") == measure.name))
    figures = by_app(rows)
    if measure.event:
        figures = by_app(pick_best(facts.filter(pl.col("measure") == measure.event))) | figures
    return figures


def pick_counts(measure: Measure, peaks: pl.DataFrame, tracker: str) -> dict[str, Figure]:
    """The peak that one tracker saw of each app, with a higher count of its own that was not taken for it.

    `peaks` are the rows of `Release.tracker_peaks` with their `hand` and `trackers`.
    """
    counts = peaks.filter(tracker=tracker, figure=measure.column)
    higher = {row["app"]: Higher(row, LONE) for row in counts.filter(~pl.col("is_peak")).iter_rows(named=True)}
    figures = by_app(counts.filter(pl.col("is_peak")))
    return {app: replace(figure, higher=higher.get(app)) for app, figure in figures.items()}


def add_higher(
    measure: Measure, figures: Mapping[str, Figure], comparison: pl.DataFrame, facts: pl.DataFrame
) -> dict[str, Figure]:
    """The figures, each with the higher value that `marts.campaign_comparison` names beside it, a row of `facts`."""
    names = [f"{measure.column}_higher_{name}" for name in ("fact_id", "reason")]
    if not set(names) <= set(comparison.columns):
        return dict(figures)
    told = {app: (fact, why) for app, fact, why in comparison.select("app", *names).iter_rows()}
    meant = facts.filter(pl.col("fact_id").is_in([fact for fact, _ in told.values() if fact]))
    known = {row["fact_id"]: row for row in meant.iter_rows(named=True)}
    return {
        app: replace(figure, higher=Higher(known[fact], why)) if fact in known else figure
        for app, figure in figures.items()
        for fact, why in [told.get(app, (None, ""))]
    }


def pick_best(facts: pl.DataFrame, by: Sequence[str] = ("app",)) -> pl.DataFrame:
    """One row per app, or for each of `by`, by the mart's own rule: stated, reported twice, then the highest.

    As there, a figure of a day is one of the campaign: a peak of the autumn is no answer to a budget of the spring.
    """
    facts = facts.filter(pl.col("lunar_day").is_null() | pl.col("lunar_day").is_between(*CAMPAIGN))
    amount = pl.coalesce("value_cny", "value")
    is_talk = pl.col("basis").is_in(UNSTATED)
    is_lone = pl.col("reports") < WELL_REPORTED
    order = [is_talk, is_lone, -amount, -pl.col("claims"), pl.col("fact_id")]
    return facts.sort(order, nulls_last=True).unique(by, keep="first", maintain_order=True)


def by_app(rows: pl.DataFrame) -> dict[str, Figure]:
    return {figure.app: figure for figure in make_figures(rows.iter_rows(named=True))}


def make_figures(rows: Iterable[dict[str, object]]) -> list[Figure]:
    return [make_figure(row) for row in rows]


def name_counted(measure: Measure, wording: Wording) -> str:
    """The same for the title of a card, with the tracker whose counts alone are in it."""
    name = name_headline(measure.name, wording)
    return wording.say("compare.by_one", measure=name, tracker=measure.by) if measure.by else name


def name_headline(measure: str, wording: Wording) -> str:
    """The name of a measure where its peak of the season is meant: "Peak daily users"."""
    return wording.words.get(f"headline.{measure}") or wording.name("measure", measure)
