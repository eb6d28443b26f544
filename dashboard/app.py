"""The dashboard's front door: opens the release, draws the top of the page, and runs the page that was asked for."""

import gc
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import address, leading, release, theme, visit
from dashboard.banner import draw_status
from dashboard.doors import admit, draw_way_out
from dashboard.freshness import Freshness, find_next, find_silent, judge
from dashboard.header import draw_header
from dashboard.languages import draw_language
from dashboard.markup import tag
from dashboard.notices import notify_state
from dashboard.outdated import list_lacking
from dashboard.pages import list_pages
from dashboard.wording import LANGUAGES, Wording, load_wording
from warehouse.reads import NoReleaseError, NoRoomError, QueryError, Release, RunStatus

LOGO = Path(__file__).parent / "hongbao.svg"
# Where people type: it is not drawn anew only because time goes by.
TYPED = "sql"


@st.cache_resource(show_spinner=False)
def spare_libraries() -> None:
    """Leave out what is loaded of what Streamlit looks through for garbage after every run of a page: that takes longer
    than to draw a small page.
    """
    gc.collect()
    gc.freeze()


def open_door() -> None:
    """Everything that happens on each run of any page."""
    spare_libraries()
    st.set_page_config(page_title="Hongbao", page_icon="🧧", layout="wide")
    st.logo(LOGO, size="large")
    wording = load_wording(address.pick("lang", LANGUAGES, LANGUAGES[0]))
    pages = list_pages(wording)
    if not admit(wording):
        # The pages are known, so that the address of one leads here; none of them is run.
        st.navigation(pages, position="hidden")
        return
    page = st.navigation(pages, position="top")
    leading.go()
    open_page(page, wording)


def open_page(page: StreamlitPage, wording: Wording) -> None:
    """Open what is published and run the page on it; where that cannot be, say what is wrong and what to do."""
    version, status = release.find_version(), release.find_status()
    release.expect(None)
    release.watch(version, status)
    try:
        opened = release.open_version(version)
    except NoReleaseError as error:
        show_nothing(name_state(error), str(error), status, wording)
        return
    lacking = list_lacking(version)
    if lacking:
        show_nothing("outdated", ", ".join(lacking), status, wording)
        return
    try:
        now, fresh = prepare(opened, version, status, wording)
        release.expect(None if page.url_path == TYPED else fresh.turns_at)
        visit.begin(now)
        page.run()
    except QueryError as error:
        explain("outdated", str(error), wording)


def prepare(opened: Release, version: str, status: RunStatus | None, wording: Wording) -> tuple[visit.Visit, Freshness]:
    """Read what every page needs, and draw the top of the page."""
    seasons = [str(season) for season in opened.seasons()]
    apps = theme.list_apps(opened.apps(), wording, is_dark=theme.is_dark())
    theme.dress(apps)
    # The season comes last of what every page keeps: an address that has it is whole (see address.py and door.py).
    chosen = address.pick_many("apps", [app.id for app in apps])
    season = int(address.pick("season", seasons, seasons[0])) if seasons else None
    edition = opened.edition()
    now = visit.Visit(
        release=opened, version=version, wording=wording, edition=edition, apps=apps, season=season,
        chosen=chosen,
    )  # fmt: skip
    fresh = judge(opened, edition, status)
    draw_header(now, seasons, fresh)
    return now, fresh


def show_nothing(state: str, found: str, status: RunStatus | None, wording: Wording) -> None:
    """Why there is no release that can be shown, what to do, and how the last run stands."""
    theme.dress([])
    release.expect(find_next(datetime.now(UTC), find_silent(status)))
    with st.container(key="door"):
        with st.container(horizontal=True, vertical_alignment="center"):
            draw_language(wording)
            draw_way_out(wording)
        st.title(wording.say("app.title"), anchor=False)
        if status is not None:
            st.html(draw_status(status, wording).html)
        explain(state, found, wording)


def name_state(error: NoReleaseError) -> str:
    if isinstance(error, NoRoomError):
        return "no_room"
    return "unreadable" if release.is_published() else "no_release"


def explain(state: str, found: str, wording: Wording) -> None:
    """Say what is wrong and what to do; the page fills itself once there is a release that has it."""
    notify_state(state, wording)
    with st.expander(wording.say("state.detail")):
        st.html(tag("pre", found).html)


open_door()
