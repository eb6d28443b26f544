"""The list on the page Evidence: figures or sentences of a season, narrowed by what the address says."""

from functools import partial

import streamlit as st

from dashboard.board import Node
from dashboard.counting import FIGURES, count_found, narrow_apps
from dashboard.downloads import offer
from dashboard.filters import draw_clear, draw_filters, draw_view, list_chosen, read_choices
from dashboard.leading import follow
from dashboard.listing import list_figures, list_sentences
from dashboard.markup import tag
from dashboard.notices import begin_page, notify, notify_state
from dashboard.reading_evidence import IN_FILE, read_figures, read_sentences, read_tally
from dashboard.reading_evidence import list_figures as all_figures
from dashboard.reading_evidence import list_sentences as all_sentences
from dashboard.turning import draw_turning
from dashboard.visit import Visit
from warehouse.reads import Wanted

ON_A_PAGE = 25


def draw_explorer(visit: Visit) -> None:
    """Filters, how much fits them, and a page of rows, each of which leads to all the evidence."""
    begin_page("explorer", visit)
    if visit.season is None:
        notify_state("no_season", visit.wording)
        return
    view = draw_view(visit)
    wanted = read_choices(visit.season, visit)
    tally = narrow_apps(read_tally(visit.version, visit.season, wanted.q), wanted.apps)
    draw_filters(tally, view, wanted, visit)
    found = count_found(tally, view, list_chosen(wanted))
    draw_count(found, view, wanted, visit)
    if not found:
        notify(visit.wording.say("explorer.none"))
        return
    place = st.container()
    rows = draw_turning(found, ON_A_PAGE)
    with place:
        follow([list_page(view, wanted, rows, visit)], "evidence-list")


def draw_count(found: int, view: str, wanted: Wanted, visit: Visit) -> None:
    """How many there are, the way back to all of them, and they as a file."""
    is_narrowed = any([*list_chosen(wanted).values(), wanted.q, visit.chosen])
    key = f"explorer.found_{view}" if found != 1 else f"explorer.found_{view}_one"
    with st.container(horizontal=True, vertical_alignment="center", key="evidence-count"):
        st.html(tag("p", visit.wording.say(key, count=f"{found:,}"), kind="meta", is_live=True).html)
        if is_narrowed:
            draw_clear(visit.wording)
        if found:
            rows = all_figures if view == FIGURES else all_sentences
            offer(partial(rows, visit.version, wanted), f"{view}-{wanted.season}", visit)
        if found > IN_FILE:
            st.html(tag("p", visit.wording.say("explorer.file_cut", count=f"{IN_FILE:,}"), kind="explain").html)


def list_page(view: str, wanted: Wanted, rows: slice, visit: Visit) -> Node:
    read, draw = (read_figures, list_figures) if view == FIGURES else (read_sentences, list_sentences)
    return draw(read(visit.version, wanted, ON_A_PAGE, rows.start), visit)
