"""One dispute as a card: its values side by side, why they differ, who says so, and which one is used."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from dashboard.address import link_to
from dashboard.causes import draw_cause
from dashboard.dates import write_as_of, write_instant
from dashboard.disputes import STANDING, Dispute, Value
from dashboard.figures import Figure, make_figure, write_figure, write_full
from dashboard.markup import Markup, join, plain, tag
from dashboard.measures import name_headline
from dashboard.pages import page_file
from dashboard.passages import draw_quote
from dashboard.reasons import write_reason
from dashboard.release import read_facts
from dashboard.standing import draw_standing
from dashboard.strips import draw_strip
from dashboard.visit import Visit

# What draws each column of a card, by the fact_id that it shows.
Drawings = dict[str, Callable[[], None]]

ABREAST = 3
RANKS = {"preferred": "chosen", "normal": "beside", "deprecated": "aside"}


def draw_dispute(dispute: Dispute, sentences: pl.DataFrame, visit: Visit) -> None:
    """The card; `sentences` are rows of `Release.newest_sentences` for its values."""
    with st.container(border=True, key=f"dispute-{dispute.group_id}"):
        st.html(join(draw_heading(dispute, visit), draw_strip(dispute, visit.wording)).html)
        drawings = list_values(dispute, sentences, visit) | list_namesakes(dispute, visit)
        entries = list(drawings.items())
        for first in range(0, len(entries), ABREAST):
            places = st.columns(max(2, min(ABREAST, len(entries))))
            for (fact_id, draw), place in zip(entries[first : first + ABREAST], places, strict=False):
                with place.container(key=f"value-{dispute.group_id}-{fact_id}", gap=None):
                    draw()
        only, key = visit.wording.say("disputed.only_this"), f"only-{dispute.group_id}"
        st.button(only, key=key, type="tertiary", on_click=show_only, args=(dispute.group_id,))


def show_only(group_id: str) -> None:
    """Put the dispute into the address; a link from a page to itself would leave the browser's address as it was."""
    st.query_params["group"] = group_id


def list_values(dispute: Dispute, sentences: pl.DataFrame, visit: Visit) -> Drawings:
    said = {fact_id: sentences.filter(pl.col("fact_id") == fact_id) for fact_id in dispute.fact_ids}
    return {
        value["fact_id"]: partial(draw_value, value, dispute, said[value["fact_id"]], visit) for value in dispute.values
    }


def list_namesakes(dispute: Dispute, visit: Visit) -> Drawings:
    """Where a value is likely another measure's number: the figure of that measure."""
    others = {value["preferred_fact_id"] for value in dispute.values if value["reason_code"] == "other_measure"}
    facts = {fact_id: read_facts(visit.version, fact_id=fact_id) for fact_id in sorted(filter(None, others))}
    return {
        fact_id: partial(draw_namesake, fact.row(0, named=True), visit)
        for fact_id, fact in facts.items()
        if fact.height and fact_id not in dispute.fact_ids
    }


def draw_heading(dispute: Dispute, visit: Visit) -> Markup:
    """Whose figure, of what and when, and in a chip each what likely went wrong."""
    wording = visit.wording
    app = visit.find_app(dispute.app)
    day = write_as_of(dispute.as_of, wording) if dispute.as_of else ""
    name = " · ".join(filter(None, (app.name, name_headline(dispute.measure, wording), day)))
    chips = [draw_cause(cause, wording) for cause in dispute.causes]
    if dispute.is_open:
        explained = wording.say("disputed.open_long")
        chips.append(tag("span", wording.say("disputed.open_chip"), kind="open", title=explained))
    none = [] if dispute.preferred else [tag("p", wording.say("disputed.none_chosen"), kind="none-chosen")]
    title = tag("h3", tag("span", kind=f"dot app-{app.id}"), name)
    return join(tag("div", title, tag("div", *chips, kind="causes"), kind=f"dispute-head app-{app.id}"), *none)


def draw_value(value: Value, dispute: Dispute, sentences: pl.DataFrame, visit: Visit) -> None:
    """One value: its rank, the figure as a link to all its evidence, why it stands so, and who says it."""
    wording = visit.wording
    figure = make_figure(value)
    rank = wording.say("disputed.only" if is_alone(value) else f"disputed.{RANKS[figure.rank]}")
    st.html(tag("p", rank, kind="rank" if is_alone(value) else f"rank rank-{figure.rank}").html)
    draw_link(figure, visit)
    day = wording.say("disputed.speaks_of", day=write_as_of(figure.as_of, wording)) if figure.as_of else ""
    is_odd = value["reason_code"] not in STANDING and len(dispute.causes) > 1
    st.html(
        join(
            tag("p", draw_standing(figure, visit), kind="standing"),
            tag("p", day or wording.say("date.unknown"), kind="value-day") if dispute.has_days else "",
            tag("p", draw_cause(value["likely_cause"], wording), kind="value-cause") if is_odd else "",
            tag("p", write_reason(value, wording), kind="why"),
            draw_sentences(sentences, visit),
        ).html
    )


def draw_link(figure: Figure, visit: Visit) -> None:
    """The figure in large type, which leads to every sentence behind it."""
    label, full = (plain(write(figure, visit.wording)) for write in (write_figure, write_full))
    st.page_link(page_file("evidence"), label=label, help=full, query_params=link_to(fact=figure.fact_id))


def is_alone(value: Value) -> bool:
    """True if it is preferred only because nobody gives another: it is likely another measure's number."""
    return bool(value["rank"] == "preferred" and value["reason_code"] == "other_measure")


def draw_sentences(sentences: pl.DataFrame, visit: Visit) -> Markup:
    """Who says so, when and in which words, the newest first; and how many more there are."""
    voices = [draw_voice(row, visit) for row in sentences.iter_rows(named=True)]
    said = sentences["sentences"][0] if voices else 0
    more = visit.wording.say("disputed.more", shown=len(voices), count=said)
    return tag("div", *voices, tag("p", more, kind="explain") if said > len(voices) else "", kind="voices")


def draw_voice(row: Mapping[str, Any], visit: Visit) -> Markup:
    wording = visit.wording
    publisher = row["publisher"] or wording.say("evidence.no_publisher")
    who = wording.say("disputed.said_on", publisher=publisher, time=write_instant(row["published_at"], wording))
    number = (row["number_start"] - row["quote_start"], row["number_end"] - row["quote_start"])
    return tag("div", tag("p", who, kind="who"), draw_quote(row["quote"], number), kind="voice")


def draw_namesake(fact: Value, visit: Visit) -> None:
    """The same number as the figure of another measure, with a link to its own evidence."""
    wording = visit.wording
    figure = make_figure(fact)
    rank = tag("p", wording.say("disputed.same_number"), kind="rank")
    st.html(join(rank, tag("p", wording.name("measure", figure.measure), kind="name")).html)
    draw_link(figure, visit)
    standing = tag("p", draw_standing(figure, visit), kind="standing")
    st.html(join(standing, tag("p", write_reason(fact, wording), kind="why")).html)
