"""Shows the comparison, claims and their explanations in a terminal."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extraction.records import Claim
from flows.explaining import Explanation
from flows.terminal import plain
from warehouse.reads import Release

# The rows of the comparison: column of marts.campaign_comparison, what it is called, whether it is money.
FIGURES = (
    ("budget_cny", "Announced budget", True),
    ("prize_max_cny", "Largest prize", True),
    ("coupon_cny", "Coupon", True),
    ("peak_dau", "Peak daily users", False),
    ("peak_mau", "Monthly users", False),
    ("orders", "Orders", False),
    ("interactions", "Interactions", False),
    ("messages", "Commands to the app", False),
    ("participants", "Participations", False),
    ("users", "Users of the campaign", False),
)
NOT_FOUND = "no figure found"
_BOUNDS = {"at_least": "over ", "at_most": "up to ", "approx": "about ", "exact": "", "range": "from "}
_SCALES = ((1e9, " bn"), (1e6, " m"), (1e3, ""))


def figure(value: float | None, bound: str | None, *, is_money: bool) -> str:
    """A value with its bound: (3e9, "at_least") is "over ¥3 bn"; "no figure found" where there is none."""
    if value is None:
        return NOT_FOUND
    scale, unit = next(((one, name) for one, name in _SCALES if value >= one), (1.0, ""))
    number = f"{value:,.0f}" if scale <= 1e3 else f"{value / scale:,.4g}{unit}"
    return f"{_BOUNDS[bound or 'exact']}{'¥' if is_money else ''}{number}"


def print_comparison(release: Release, console: Console) -> None:
    """The latest season's spend and reach by app, the home benchmark first, with how well each figure is supported."""
    seasons = release.seasons()
    if not seasons:
        console.print("No season has figures yet: ingest or refresh first.")
        return
    rows = release.comparison(seasons[0]).to_dicts()
    edition = release.edition()
    table = Table(
        title=f"Spring Festival {seasons[0]}: announced spend and reported reach ({edition.edition} edition)",
        title_justify="left",
    )
    table.add_column("")
    for row in rows:
        table.add_column(row["name_en"] + (" (home)" if row["role"] == "home" else ""))
    for column, name, is_money in FIGURES:
        table.add_row(name, *(_cell(row, column, is_money=is_money) for row in rows))
    console.print(table)
    console.print(
        f"{edition.articles} articles, {edition.claims} claims, {edition.facts} facts. "
        "In brackets: independent origins; ! disputed, ? single source. Every figure's sentence: hongbao dashboard",
        highlight=False,
    )


def _cell(row: Mapping[str, Any], column: str, *, is_money: bool) -> Text:
    name = column.removesuffix("_cny")
    status = row[f"{name}_status"]
    shown = figure(row[column], row[f"{name}_bound"], is_money=is_money)
    if status is None:
        return Text(shown, style="dim")
    mark = {"disputed": "!", "suspect": "!", "single source": "?"}.get(status, "")
    return Text(f"{shown} ({row[f'{name}_origins']}{mark})", style="yellow" if mark == "!" else "")


def print_claims(claims: Iterable[Claim], console: Console) -> None:
    """Claims for a person: whose, what, how much, when, and the sentence that says it."""
    table = Table(show_lines=True)
    for heading in ("app", "measure", "figure", "when"):
        table.add_column(heading, overflow="fold")
    table.add_column("sentence", overflow="fold", min_width=40, ratio=1)
    for claim in claims:
        when = claim.as_of or (f"season {claim.season}" if claim.season else "no date")
        quote = plain(" ".join(claim.quote.split()))
        table.add_row(*map(Text, (claim.app, claim.measure, _stated(claim), when, quote)))
    console.print(table)


def print_explanations(explanations: Iterable[Explanation], console: Console) -> None:
    """Figure by figure: the sentence, how the rules saw it, the verdict, and the owners that were weighed."""
    sentence = None
    for one in explanations:
        if one.sentence != sentence:
            sentence = one.sentence
            console.print(Text(f"\n{plain(' '.join(sentence.split()))}", style="bold"))
        console.print(Text(f"  {plain(one.figure)}", style="cyan"), Text(f"{one.value} → {one.verdict}"))
        console.print(Text(f"    rule   {one.rule}" + (f"   e.g. {one.example}" if one.example else "")), style="dim")
        console.print(Text(f"    seen   {plain(one.marked)}", style="dim"))
        for number, owner in enumerate(one.owners):
            console.print(
                Text(f"    {'owner ' if number == 0 else '      '} {owner}", style="" if number == 0 else "dim")
            )


def _stated(claim: Claim) -> str:
    if claim.value is None:
        return ""
    is_money = claim.currency is not None
    shown = figure(claim.value, claim.bound, is_money=is_money and claim.currency == "CNY")
    if claim.value_max is not None:
        shown += f" to {figure(claim.value_max, None, is_money=False)}"
    return shown if claim.currency == "CNY" else f"{shown} {claim.currency or claim.unit or ''}".strip()
