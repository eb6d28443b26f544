"""What happened when: campaigns, their signs and their reach on one axis of days, each with its evidence."""

import streamlit as st

from dashboard import chronicle
from dashboard.curves import list_measures
from dashboard.layers import find_inks
from dashboard.leading import follow_marks
from dashboard.markup import tag
from dashboard.notices import begin_page, notify_state
from dashboard.reading_timeline import read_timeline
from dashboard.story import Story, lay_columns, read_shown, tell_story
from dashboard.switches import Choice, draw_switches
from dashboard.visit import Visit, current


def show(visit: Visit) -> None:
    """The whole page."""
    if visit.season is None:
        notify_state("no_season", visit.wording)
        return
    begin_page("timeline", visit, season=visit.season)
    show_season(visit, visit.season)


def show_season(visit: Visit, season: int) -> None:
    """Switches, pictures and lists."""
    daily, inks = read_shown(visit, season), find_inks()
    choice = draw_switches(list_measures(daily), visit)
    story = tell_story(visit, season, choice, inks)
    with st.container(key="timeline-pictures", gap=None):
        follow_marks(story.lanes.spec, "lanes")
        show_key(story.lanes.key)
        show_curves(story, choice, visit)
    most = chronicle.choose_most(story.dated, visit)
    chronicle.draw_columns(lay_columns(visit, season, choice, inks, most))
    chronicle.draw_undated(story.undated, visit)
    files = {"timeline": read_timeline(visit.version, season), "reach": daily}
    chronicle.show_table([*story.dated, *story.undated], files, visit)


def show_curves(story: Story, choice: Choice, visit: Visit) -> None:
    words = visit.wording.say
    if story.curves is None:
        st.html(tag("p", words("timeline.no_curve"), kind="none").html)
        return
    heading = tag("h2", visit.wording.name("measure", choice.measure), kind="minor")
    explained = tag("p", words("timeline.curves_long", unit=visit.wording.name("unit", story.unit)), kind="explain")
    st.html(tag("div", heading, explained, kind="curve-heading").html)
    follow_marks(story.curves.spec, "curves")
    show_key(story.curves.key)


def show_key(words: str) -> None:
    """What the marks over it mean."""
    if words:
        st.html(tag("p", words, kind="explain picture-key").html)


if __name__ == "__main__":
    show(current())
