"""One dispute as a card: its values side by side, why they differ, who says so, and which one is used."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.board import Node, node, open_facts, show_only
from dashboard.causes import draw_cause
from dashboard.dates import write_as_of, write_instant
from dashboard.disputes import STANDING, Dispute, Value
from dashboard.figures import Figure, make_figure, name_measure, write_figure, write_full
from dashboard.listing import draw_origins, draw_status, mark_number
from dashboard.reasons import write_reason
from dashboard.release import read_facts
from dashboard.spoken_days import is_named, note_day, write_day
from dashboard.strips import draw_strip
from dashboard.visit import Visit
from dashboard.wording import Wording

# Rows of `Release.newest_sentences` by fact_id.
Sentences = Mapping[str, pl.DataFrame]

ABREAST = 3
# The preferred value and five others; the rest of a long quarrel stands on the page of that dispute alone.
AT_FIRST = 6
RANKS = {"preferred": "chosen", "normal": "beside", "deprecated": "aside"}


def pick_values(dispute: Dispute, *, is_alone: bool) -> tuple[Value, ...]:
    """The values that its card shows: all where it stands alone, else the first few, of which the preferred is one."""
    return dispute.values if is_alone else dispute.values[:AT_FIRST]


def draw_dispute(dispute: Dispute, values: Sequence[Value], sentences: Sentences, visit: Visit, is_alone: bool) -> Node:
    """The card, with some of its values."""
    cells = [draw_value(value, dispute, sentences.get(value["fact_id"]), visit) for value in values]
    cells += [draw_namesake(fact, visit) for fact in find_namesakes(dispute, values, visit)]
    grid = node("div", *cells, kind="values", abreast=max(2, min(ABREAST, len(cells))))
    foot = [] if is_alone else [draw_foot(dispute, len(dispute.values) - len(values), visit)]
    parts = [*draw_heading(dispute, visit), *draw_strip(dispute, visit.wording), grid, *foot]
    return node("section", *parts, kind="dispute")


def draw_foot(dispute: Dispute, hidden: int, visit: Visit) -> Node:
    """The ways to the dispute alone: by how many of its values are not shown, and by name."""
    words = visit.wording.say
    more = words("disputed.more_values_one" if hidden == 1 else "disputed.more_values", count=hidden)
    labels = ([more] if hidden else []) + [words("disputed.only_this")]
    return node("div", *(show_only(node("button", label), dispute.group_id) for label in labels), kind="dispute-foot")


def find_namesakes(dispute: Dispute, values: Sequence[Value], visit: Visit) -> list[Value]:
    """Where a value is likely another measure's number: the figure of that measure."""
    others = {value["preferred_fact_id"] for value in values if value["reason_code"] == "other_measure"}
    wanted = sorted(filter(None, others - set(dispute.fact_ids)))
    facts = (read_facts(visit.version, fact_id=fact_id) for fact_id in wanted)
    return [fact.row(0, named=True) for fact in facts if fact.height]


def draw_heading(dispute: Dispute, visit: Visit) -> list[Node]:
    """Whose figure, of what and when, and in a chip each what likely went wrong."""
    wording = visit.wording
    app = visit.find_app(dispute.app)
    first = dispute.values[0]
    day = write_as_of(first["as_of"], wording) if is_named(first) else ""
    name = " · ".join(filter(None, (app.name, name_measure(make_figure(first), wording), day)))
    chips = [draw_cause(cause, wording) for cause in dispute.causes]
    if dispute.is_open:
        explained = wording.say("disputed.open_long")
        chips.append(node("span", wording.say("disputed.open_chip"), kind="open", title=explained))
    none = [] if dispute.preferred else [node("p", wording.say("disputed.none_chosen"), kind="none-chosen")]
    title = node("h3", node("span", kind=f"dot app-{app.id}"), name)
    return [node("div", title, node("div", *chips, kind="causes"), kind=f"dispute-head app-{app.id}"), *none]


def draw_value(value: Value, dispute: Dispute, sentences: pl.DataFrame | None, visit: Visit) -> Node:
    """One value: its rank, the figure as a way to all its evidence, why it stands so, and who says it."""
    wording = visit.wording
    figure = make_figure(value)
    parts = [
        node("p", wording.say(f"disputed.{RANKS[figure.rank]}"), kind=f"rank rank-{figure.rank}"),
        draw_number(figure, visit),
        draw_standing(figure, visit),
    ]
    day = write_spoken(value, dispute, wording)
    parts += [node("p", day, kind="value-day")] if day else []
    if value["reason_code"] not in STANDING and len(dispute.causes) > 1:
        parts.append(node("p", draw_cause(value["likely_cause"], wording), kind="value-cause"))
    parts += [node("p", write_reason(value, wording), kind="why"), draw_sentences(sentences, visit)]
    return node("div", *parts, kind="value value-used" if figure.rank == "preferred" else "value")


def write_spoken(value: Value, dispute: Dispute, wording: Wording) -> str:
    """Which day the value speaks of, where that is not the day of the heading; and how far that day is inferred."""
    if not value["as_of"]:
        return wording.say("date.unknown") if dispute.has_days else ""
    if dispute.has_days or not is_named(dispute.values[0]):
        return wording.say("disputed.speaks_of", day=write_day(value, wording))
    return note_day(value, wording)


def draw_number(figure: Figure, visit: Visit) -> Node:
    """The figure in large type, which leads to every sentence behind it."""
    words, full = (write(figure, visit.wording) for write in (write_figure, write_full))
    return open_facts(node("button", words, kind="value-number", title=full), [figure.fact_id])


def draw_standing(figure: Figure, visit: Visit) -> Node:
    return node("p", node("small", draw_status(figure, visit), " ", draw_origins(figure, visit)), kind="standing")


def draw_sentences(sentences: pl.DataFrame | None, visit: Visit) -> Node:
    """Who says so, when and in which words, the newest first; and how many more there are."""
    rows = [] if sentences is None else sentences.rows(named=True)
    said = rows[0]["sentences"] if rows else 0
    more = visit.wording.say("disputed.more", shown=len(rows), count=said)
    rest = [node("p", more, kind="explain")] if said > len(rows) else []
    return node("div", *(draw_voice(row, visit) for row in rows), *rest, kind="voices")


def draw_voice(row: Mapping[str, Any], visit: Visit) -> Node:
    wording = visit.wording
    publisher = row["publisher"] or wording.say("evidence.no_publisher")
    who = wording.say("disputed.said_on", publisher=publisher, time=write_instant(row["published_at"], wording))
    quote = node("blockquote", node("mark", *mark_number(row)), kind="passage")
    return node("div", node("p", who, kind="who"), quote, kind="voice")


def draw_namesake(fact: Value, visit: Visit) -> Node:
    """The same number as the figure of another measure, with a way to its own evidence."""
    wording = visit.wording
    figure = make_figure(fact)
    rank = node("p", wording.say("disputed.same_number"), kind="rank")
    name = node("p", name_measure(figure, wording), kind="name")
    why = node("p", write_reason(fact, wording), kind="why")
    return node("div", rank, name, draw_number(figure, visit), draw_standing(figure, visit), why, kind="value")
