"""What every page needs to know of the present visit: release, language, season, apps."""

from dataclasses import dataclass

import streamlit as st

from dashboard.theme import App
from dashboard.wording import Wording
from warehouse.reads import Edition, Release

KEY = "visit"


@dataclass(frozen=True, slots=True)
class Visit:
    """`apps` are home first, `chosen` the ids that the address narrows them to, () for all.

    `season` is None where the release has no figures at all.
    """

    release: Release
    version: str
    wording: Wording
    edition: Edition
    apps: list[App]
    season: int | None
    chosen: tuple[str, ...] = ()

    @property
    def shown(self) -> list[App]:
        """The apps that this visit is about."""
        return [app for app in self.apps if not self.chosen or app.id in self.chosen]

    @property
    def home(self) -> App:
        return next(app for app in self.apps if app.is_home)

    def find_app(self, app_id: str) -> App:
        return next(app for app in self.apps if app.id == app_id)


def name_visit(visit: Visit) -> tuple[object, ...]:
    """What visits have in common to which a page says the same: for what is made once for all of them."""
    return visit.version, visit.wording.lang, visit.season, visit.chosen, visit.apps


def begin(visit: Visit) -> None:
    """Keep the visit for the page that is about to run."""
    st.session_state[KEY] = visit


def current() -> Visit:
    """The visit that app.py began."""
    visit: Visit = st.session_state[KEY]
    return visit
