"""How far these figures can be trusted today: who was read, what is missing, and what was left out."""

import streamlit as st

from dashboard.axes import AXES, make_axis
from dashboard.coverage import draw_coverage
from dashboard.downloads import offer
from dashboard.leftovers import draw_rejected, draw_runs
from dashboard.markup import tag
from dashboard.notices import begin_page, notify_state
from dashboard.reading_sources import read_coverage, read_rejected, read_runs, read_sources, read_voice
from dashboard.reading_timeline import read_new_years
from dashboard.sources import draw_sources
from dashboard.visit import Visit, current
from dashboard.voices import draw_voices

LAST_RUNS = 10


def show(visit: Visit) -> None:
    """The whole page; sources, left-out figures and runs are of all seasons."""
    begin_page("sources", visit)
    sources = read_sources(visit.version)
    draw_sources(sources, visit)
    if not sources.is_empty():
        offer(sources, "sources", visit)
    if visit.season is None:
        notify_state("no_season", visit.wording)
    else:
        show_season(visit, visit.season)
    begin("rejected", visit)
    draw_rejected(read_rejected(visit.version), visit)
    begin("runs", visit)
    draw_runs(read_runs(visit.version, LAST_RUNS), visit)


def show_season(visit: Visit, season: int) -> None:
    """What is known of each app, and how much each was talked about."""
    begin("coverage", visit, season=season)
    coverage = read_coverage(visit.version, season)
    draw_coverage(coverage, visit)
    offer(coverage, f"coverage-{season}", visit)
    begin("voices", visit, season=season)
    voice = read_voice(visit.version, season)
    voice = voice.filter(voice["app"].is_in([app.id for app in visit.shown]))
    if voice.is_empty():
        st.html(tag("p", visit.wording.say("sources.no_voice"), kind="none").html)
        return
    new_year = read_new_years(visit.version)[season]
    draw_voices(voice, make_axis(AXES[0], new_year, voice["lunar_day"].to_list(), visit.wording), visit)
    offer(voice, f"share-of-voice-{season}", visit)


def begin(part: str, visit: Visit, **places: object) -> None:
    st.header(visit.wording.say(f"sources.{part}", **places), anchor=False)
    st.html(tag("p", visit.wording.say(f"sources.{part}_lead"), kind="lead").html)


if __name__ == "__main__":
    show(current())
