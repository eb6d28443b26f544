"""The dashboard's front door: opens the release, draws the top of the page, and runs the page that was asked for."""

from pathlib import Path

import streamlit as st

from dashboard import address, release, theme, visit
from dashboard.header import draw_header, draw_language
from dashboard.markup import tag
from dashboard.notices import notify_state
from dashboard.pages import list_pages
from dashboard.wording import LANGUAGES, Wording, load_wording
from warehouse.reads import NoReleaseError, QueryError, Release

LOGO = Path(__file__).parent / "hongbao.svg"


def open_door() -> None:
    """Everything that happens on each run of any page."""
    st.set_page_config(page_title="Hongbao", page_icon="🧧", layout="wide")
    st.logo(LOGO, size="large")
    wording = load_wording(address.pick("lang", LANGUAGES, LANGUAGES[0]))
    page = st.navigation(list_pages(wording), position="top")
    address.enter(page.url_path)
    version = release.find_version()
    release.watch(version)
    try:
        opened = release.open_version(version)
    except NoReleaseError as error:
        theme.dress([])
        draw_language(wording)
        st.title(wording.say("app.title"), anchor=False)
        explain("unreadable" if release.is_published() else "no_release", error, wording)
        return
    try:
        visit.begin(prepare(opened, version, wording))
        page.run()
    except QueryError as error:
        explain("outdated", error, wording)


def prepare(opened: Release, version: str, wording: Wording) -> visit.Visit:
    """Read what every page needs, and draw the top of the page."""
    seasons = [str(season) for season in opened.seasons()]
    apps = theme.list_apps(opened.apps(), wording, is_dark=theme.is_dark())
    theme.dress(apps)
    season = int(address.pick("season", seasons, seasons[0])) if seasons else None
    edition = opened.edition()
    now = visit.Visit(
        release=opened, version=version, wording=wording, edition=edition, apps=apps, season=season,
        chosen=address.pick_many("apps", [app.id for app in apps]),
    )  # fmt: skip
    draw_header(now, seasons)
    return now


def explain(state: str, error: Exception, wording: Wording) -> None:
    """Say what is wrong and what to do; the page fills itself once there is a release that has it."""
    notify_state(state, wording)
    with st.expander(wording.say("state.detail")):
        st.html(tag("pre", str(error)).html)


open_door()
