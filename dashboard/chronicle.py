"""The timeline in words: what happened and what was reached, day by day, each a link to its evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import polars as pl
import streamlit as st

from dashboard.board import Node, hide, name_node, node, open_facts
from dashboard.curves import Point, name_measurers
from dashboard.downloads import offer
from dashboard.figures import write_figure, write_full
from dashboard.glimpses import cut_sentence
from dashboard.happenings import SIGNS, Happening, name_happening, write_day
from dashboard.leading import follow
from dashboard.markup import Markup, tag
from dashboard.theme import App
from dashboard.visit import Visit

COLUMNS = ("when", "app", "what", "full", "who", "status", "origins", "quote")
# So many lines of an app are shown at once.
MOST = 25


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `place` is the day from New Year's Day, None where it is not known; `full` is of a figure, else ""."""

    app: App
    place: int | None
    when: str
    sign: str
    what: str
    full: str
    who: str
    status: str
    origins: int
    quote: str
    fact_id: str


def list_entries(happenings: Sequence[Happening], points: Sequence[Point], visit: Visit) -> list[Entry]:
    """A line for each sign and each figure of the pictures."""
    # What several trackers counted is a point of each, and one figure.
    figures = {point.figure.fact_id: point for point in points}
    return [*(tell(happening, visit) for happening in happenings), *(count(point, visit) for point in figures.values())]


def choose_most(dated: Sequence[Entry], visit: Visit) -> int:
    """How many lines of an app are wanted, asked under the heading where one has more than MOST."""
    say = visit.wording.say
    st.header(say("timeline.chronicle"), anchor=False)
    st.html(tag("p", say("timeline.chronicle_lead"), kind="lead").html)
    longest = max((sum(entry.app.id == app.id for entry in dated) for app in visit.shown), default=0)
    is_whole = longest <= MOST or st.toggle(say("timeline.show_all"), key="all-chronicle")
    return longest if is_whole else MOST


def draw_columns(columns: Node) -> None:
    follow([columns], "chronicle")


def draw_undated(undated: Sequence[Entry], visit: Visit) -> None:
    """What has no day, if there is anything, under a heading of its own."""
    if undated:
        st.header(visit.wording.say("timeline.undated"), anchor=False)
        st.html(tag("p", visit.wording.say("timeline.undated_lead"), kind="lead").html)
        follow([list_undated(undated)], "chronicle-undated")


@st.fragment
def show_table(entries: Sequence[Entry], files: Mapping[str, pl.DataFrame], visit: Visit) -> None:
    """All lines and the files, once somebody opens them: a browser would build nothing larger on this page.

    A fragment: to open it draws no picture again.
    """
    table = st.expander(visit.wording.say("timeline.table"), key="chronicle-table", on_change="rerun")
    if table.open:
        with table:
            st.html(draw_table(entries, visit).html)
            offer_files(files, visit)


def offer_files(files: Mapping[str, pl.DataFrame], visit: Visit) -> None:
    """The marts behind the pictures as files, with the evidence columns."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for stem, frame in files.items():
            st.html(tag("small", visit.wording.say(f"timeline.file_{stem}")).html, width="content")
            offer(frame, f"{stem}-{visit.season}", visit)


def list_columns(dated: Sequence[Entry], most: int, visit: Visit) -> Node:
    """A column for each app shown, of its first `most` lines."""
    columns = []
    for app in visit.shown:
        its = [entry for entry in dated if entry.app.id == app.id][:most]
        name = node("h3", hide(node("span", kind=f"dot app-{app.id}")), app.name)
        heading = name_node(name, "aria-level", "3")  # the heading over it is no part of the board
        columns.append(node("section", heading, *list_days(its, visit), lines=len(its)))
    return node("div", *columns, kind="chronicle")


def list_days(entries: Sequence[Entry], visit: Visit) -> Iterator[Node]:
    """The lines, under the day they share."""
    if not entries:
        yield node("p", visit.wording.say("timeline.nothing"), kind="none")
    for day, its in groupby(entries, key=lambda entry: entry.when):
        yield node("p", day, kind="chronicle-day")
        yield node("ul", *(make_line(entry, entry.what) for entry in its))


def list_undated(entries: Sequence[Entry]) -> Node:
    """What happened on a day that no text gives."""
    lines = (make_line(entry, f"{entry.app.short} · {entry.what} · {entry.when}") for entry in entries)
    return node("ul", *lines, kind="chronicle-undated")


def make_line(entry: Entry, words: str) -> Node:
    """The words as a button that leads to the evidence; on hover how it stands and the whole sentence.

    The beginning of the sentence stands in the line of what no figure tells.
    """
    hover = " · ".join(part for part in (entry.status, entry.who, entry.quote) if part)
    is_cut = entry.quote and not entry.full
    glimpse = [node("span", cut_sentence(entry.quote), kind="glimpse")] if is_cut else []
    words = f"{entry.sign} {words} " if glimpse else f"{entry.sign} {words}"
    return node("li", open_facts(node("button", words, *glimpse, title=hover), [entry.fact_id]))


def tell(happening: Happening, visit: Visit) -> Entry:
    return Entry(
        app=happening.app, place=happening.place, when=write_day(happening.event_on, happening.place, visit),
        sign=SIGNS[happening.kind], what=name_happening(happening, visit),
        full=write_full(happening.figure, visit.wording) if happening.figure else "", who="",
        status=visit.wording.name("status", happening.status), origins=happening.origins, quote=happening.quote,
        fact_id=happening.fact_id,
    )  # fmt: skip


def count(point: Point, visit: Visit) -> Entry:
    figure, wording = point.figure, visit.wording
    what = wording.say(
        "timeline.with_figure", name=wording.name("measure", figure.measure), figure=write_figure(figure, wording)
    )
    return Entry(
        app=point.app, place=point.place, when=write_day(figure.as_of, point.place, visit), sign="↗", what=what,
        full=write_full(figure, wording), who=name_measurers(point, visit),
        status=wording.name("status", figure.status), origins=figure.origins, quote="", fact_id=figure.fact_id,
    )  # fmt: skip


def draw_table(entries: Sequence[Entry], visit: Visit) -> Markup:
    """All that the pictures show, one row for each sign and point."""
    head = tag("tr", *(tag("th", visit.wording.say(f"timeline.column_{name}")) for name in COLUMNS))
    rows = (tag("tr", *(tag("td", cell) for cell in list_cells(entry))) for entry in entries)
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), kind="table")


def list_cells(entry: Entry) -> Iterator[str]:
    yield from (entry.when, entry.app.name, f"{entry.sign} {entry.what}", entry.full, entry.who, entry.status)
    yield from (str(entry.origins), entry.quote)
