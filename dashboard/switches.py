"""What the Timeline can be asked: which axis, which measure, by whom, and which signs."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.address import keep, pick, pick_many
from dashboard.app_filter import choose_apps
from dashboard.axes import AXES
from dashboard.curves import GROUPINGS
from dashboard.happenings import KINDS, SIGNS
from dashboard.markup import plain
from dashboard.visit import Visit


@dataclass(frozen=True, slots=True)
class Choice:
    """`measure` is "" where there is none to choose; `events` () for all."""

    axis: str
    measure: str
    by: str
    events: tuple[str, ...]


def draw_switches(measures: Sequence[str], visit: Visit) -> Choice:
    """A row of switches; below it the apps, and the signs as a key and a filter at once."""
    say = visit.wording.say
    axis = pick("axis", AXES, AXES[0])
    measure = pick("measure", measures, measures[0]) if measures else ""
    by = pick("by", GROUPINGS, GROUPINGS[0])
    with st.container(horizontal=True, vertical_alignment="top", key="timeline-switches"):
        draw_switch("axis", AXES, visit)
        if measures:
            draw_switch("by", GROUPINGS, visit)
            st.segmented_control(
                say("timeline.measure"), measures, format_func=lambda name: plain(visit.wording.name("measure", name)),
                key="measure", required=True, on_change=keep, args=("measure",), wrap=True,
            )  # fmt: skip
    events = pick_many("events", KINDS)
    with st.container(horizontal=True, vertical_alignment="top", key="timeline-filters"):
        choose_apps(visit)
        st.pills(
            say("timeline.events"), KINDS, selection_mode="multi", key="events", on_change=keep, args=("events",),
            format_func=lambda kind: f"{SIGNS[kind]} {say(f'happening.{kind}')}",
        )  # fmt: skip
    return Choice(axis, measure, by, events)


def draw_switch(name: str, options: Sequence[str], visit: Visit) -> None:
    st.segmented_control(
        visit.wording.say(f"timeline.{name}"),
        options,
        format_func=lambda option: visit.wording.say(f"timeline.{name}_{option}"),
        key=name,
        required=True,
        on_change=keep,
        args=(name,),
    )
