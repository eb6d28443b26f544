"""The filters of the page Evidence: what is looked for in which words of the address, with the number of hits."""

import re

import polars as pl
import streamlit as st

from dashboard.address import ALL, by_hand, pick, pick_text, reset
from dashboard.app_filter import choose_apps
from dashboard.counting import FILTERS, VIEWS, count_choices
from dashboard.markup import reveal
from dashboard.reading_evidence import read_tally
from dashboard.turning import PLACE, choose
from dashboard.visit import Visit
from dashboard.wording import Wording
from warehouse.reads import UNKNOWN, Wanted

SEARCH = "q"
LONGEST = 80
TYPED = re.compile(r"[^\x00-\x1f\x7f]*")
# A list to choose from, not to read: what is rarer is found by searching.
CHOICES = 100
FAMILIES = {"measure": "measure", "text": "lang", "basis": "basis", "status": "status"}
ALL_FILTERS = (*FILTERS, SEARCH, "apps", PLACE)


def read_choices(season: int, visit: Visit) -> Wanted:
    """What the address asks for; a value that nothing in the season has is as good as none."""
    everything = read_tally(visit.version, season)
    known = {name: everything[name].unique().to_list() for name in FILTERS}
    known["basis"] += everything["said_basis"].unique().to_list()
    chosen = {name: pick(name, [ALL, *known[name]], ALL) for name in FILTERS}
    st.session_state[SEARCH] = pick_text(SEARCH, TYPED, LONGEST)
    asked = {name: "" if choice == ALL else choice for name, choice in chosen.items()}
    apps = tuple(app.id for app in visit.shown)
    return Wanted(season=season, apps=apps, q=st.session_state[SEARCH].strip(), **asked)


def list_chosen(wanted: Wanted) -> dict[str, str]:
    return {name: getattr(wanted, name) for name in FILTERS}


def draw_view(visit: Visit) -> str:
    """The switch between figures and sentences, beside that of the apps; what is chosen."""
    words = visit.wording.say
    view = pick("view", VIEWS, VIEWS[0])
    with st.container(horizontal=True, vertical_alignment="bottom", key="evidence-view"):
        st.segmented_control(
            words("explorer.view"), VIEWS, format_func=lambda name: words(f"explorer.{name}"),
            key="view", required=True, on_change=choose, args=("view",),
        )  # fmt: skip
        choose_apps(visit)
    return view


def draw_filters(tally: pl.DataFrame, view: str, wanted: Wanted, visit: Visit) -> None:
    """One row on a wide window; on a narrow one a switch brings it out (see evidence.css)."""
    words, chosen = visit.wording.say, list_chosen(wanted)
    used = sum(map(bool, [*chosen.values(), wanted.q]))
    label = words("explorer.filters_used", count=used) if used else words("explorer.filters")
    with st.container(key="evidence-filters"):
        st.toggle(label, key="show-filters")
        columns = st.columns([1.25, 1.25, 1, 1, 1.1, 1.5], vertical_alignment="bottom")
        for name, place in zip(FILTERS, columns, strict=False):
            with place:
                draw_filter(name, count_choices(tally, view, chosen, name), visit)
        columns[-1].text_input(
            words("explorer.search"), key=SEARCH, max_chars=LONGEST, on_change=search, type="search",
            placeholder=words("explorer.search_hint"), icon=":material/search:",
        )  # fmt: skip


def draw_filter(name: str, counts: dict[str, int], visit: Visit) -> None:
    """A list of the choices with their number of hits; the chosen one is in it though it may have none."""
    wording, chosen = visit.wording, st.session_state[name]
    options = list(dict.fromkeys([ALL, *list(counts)[:CHOICES], chosen]))

    def label(choice: str) -> str:
        if choice == ALL:
            return wording.say("explorer.all")
        return wording.say("explorer.counted", name=name_choice(name, choice, wording), count=counts.get(choice, 0))

    st.selectbox(wording.say(f"explorer.{name}"), options, format_func=label, key=name, on_change=choose, args=(name,))


def name_choice(name: str, choice: str, wording: Wording) -> str:
    """The choice in words; an outlet's own name is somebody else's text, which a list shows as it is."""
    if name in FAMILIES:
        return wording.name(FAMILIES[name], choice)
    return wording.say("evidence.no_publisher") if choice == UNKNOWN else reveal(choice)


@by_hand
def search() -> None:
    """Keep what was typed in the address, whatever it says, and begin at the first page."""
    typed = st.session_state[SEARCH]
    st.query_params.pop(PLACE, None)
    if typed:
        st.query_params[SEARCH] = typed
    else:
        st.query_params.pop(SEARCH, None)


def draw_clear(wording: Wording) -> None:
    st.button(wording.say("explorer.clear"), key="clear", type="tertiary", on_click=reset, args=ALL_FILTERS)
