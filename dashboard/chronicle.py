"""The timeline in words: what happened and what was reached, day by day, each a link to its evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard.address import link_to
from dashboard.curves import Point, name_measurer
from dashboard.downloads import offer
from dashboard.figures import write_figure, write_full
from dashboard.happenings import SIGNS, Happening, name_happening, write_day
from dashboard.markup import Markup, plain, tag
from dashboard.pages import page_file
from dashboard.theme import App
from dashboard.visit import Visit

COLUMNS = ("when", "app", "what", "full", "who", "status", "origins", "quote")
# So many lines of an app are shown at once.
MOST = 25
# So many characters of a sentence say what it is about.
GLIMPSE = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `place` is the day from New Year's Day, None where it is not known."""

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


def draw_chronicle(
    happenings: Sequence[Happening], points: Sequence[Point], files: Mapping[str, pl.DataFrame], visit: Visit
) -> None:
    """A column for each app, then what has no day, then all of it as a table with its `files`."""
    say = visit.wording.say
    entries = [*(tell(happening, visit) for happening in happenings), *(count(point, visit) for point in points)]
    dated = sorted((entry for entry in entries if entry.place is not None), key=lambda entry: entry.place or 0)
    st.header(say("timeline.chronicle"), anchor=False)
    st.html(tag("p", say("timeline.chronicle_lead"), kind="lead").html)
    longest = max((sum(entry.app.id == app.id for entry in dated) for app in visit.shown), default=0)
    is_whole = longest <= MOST or st.toggle(say("timeline.show_all"), key="all-chronicle")
    with st.container(key="chronicle"):
        places = st.columns(max(len(visit.shown), 1), gap="medium")
    for app, place in zip(visit.shown, places, strict=False):
        with place.container(key=f"chronicle-{app.id}", gap=None):
            st.html(tag("h3", tag("span", kind=f"dot app-{app.id}"), app.name).html)
            its = [entry for entry in dated if entry.app.id == app.id]
            draw_entries(its if is_whole else its[:MOST], visit)
    undated = [entry for entry in entries if entry.place is None]
    if undated:
        draw_undated(undated, visit)
    with st.expander(say("timeline.table")):
        st.html(draw_table([*dated, *undated], visit).html)
        offer_files(files, visit)


def offer_files(files: Mapping[str, pl.DataFrame], visit: Visit) -> None:
    """The marts behind the pictures as files, with the evidence columns."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for stem, frame in files.items():
            st.html(tag("small", visit.wording.say(f"timeline.file_{stem}")).html, width="content")
            offer(frame, f"{stem}-{visit.season}", visit)


def draw_entries(entries: Sequence[Entry], visit: Visit) -> None:
    """The links, under the day they share."""
    if not entries:
        st.html(tag("p", visit.wording.say("timeline.nothing"), kind="none").html)
    day = ""
    for entry in entries:
        if entry.when != day:
            st.html(tag("p", entry.when, kind="chronicle-day").html)
            day = entry.when
        link(entry, f"{entry.sign} {entry.what}")


def draw_undated(entries: Sequence[Entry], visit: Visit) -> None:
    """What happened on a day that no text gives."""
    st.header(visit.wording.say("timeline.undated"), anchor=False)
    st.html(tag("p", visit.wording.say("timeline.undated_lead"), kind="lead").html)
    with st.container(key="chronicle-undated", gap=None):
        for entry in entries:
            link(entry, f"{entry.sign} {entry.app.short} · {entry.what} · {entry.when}")


def link(entry: Entry, words: str) -> None:
    hover = f"{entry.status} · {entry.who} · {entry.quote}" if entry.who else f"{entry.status} · {entry.quote}"
    st.page_link(
        page_file("evidence"), label=plain(words), help=plain(hover.rstrip(" ·")),
        query_params=link_to(fact=entry.fact_id),
    )  # fmt: skip


def tell(happening: Happening, visit: Visit) -> Entry:
    return Entry(
        app=happening.app, place=happening.place, when=write_day(happening.event_on, happening.place, visit),
        sign=SIGNS[happening.kind], what=describe(happening, visit),
        full=write_full(happening.figure, visit.wording) if happening.figure else "", who="",
        status=visit.wording.name("status", happening.status), origins=happening.origins, quote=happening.quote,
        fact_id=happening.fact_id,
    )  # fmt: skip


def describe(happening: Happening, visit: Visit) -> str:
    """What happened; for what has no name of its own the beginning of the sentence."""
    name = name_happening(happening, visit)
    if happening.kind != "other":
        return name
    key = "with_start" if len(happening.quote) > GLIMPSE else "with_quote"
    return visit.wording.say(f"timeline.{key}", name=name, quote=happening.quote[:GLIMPSE].strip())


def count(point: Point, visit: Visit) -> Entry:
    figure, wording = point.figure, visit.wording
    what = wording.say(
        "timeline.with_figure", name=wording.name("measure", figure.measure), figure=write_figure(figure, wording)
    )
    return Entry(
        app=point.app, place=point.place, when=write_day(figure.as_of, point.place, visit), sign="↗", what=what,
        full=write_full(figure, wording), who=name_measurer(point, visit),
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
