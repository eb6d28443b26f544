"""What the Timeline can be asked: which axis, which measure, which apps and which events."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.address import keep, pick, pick_many
from dashboard.app_filter import choose_apps
from dashboard.axes import AXES
from dashboard.happenings import KINDS, SIGNS
from dashboard.markup import plain
from dashboard.visit import Visit


@dataclass(frozen=True, slots=True)
class Choice:
    """`measure` is "" where there is none to choose; `events` () for all."""

    axis: str
    measure: str
    events: tuple[str, ...]


def draw_switches(measures: Sequence[str], visit: Visit) -> Choice:
    """A row of switches and the apps; below it the events, as a key of their signs and a filter at once."""
    say = visit.wording.say
    axis = pick("axis", AXES, AXES[0])
    measure = pick("measure", measures, measures[0]) if measures else ""
    with st.container(horizontal=True, vertical_alignment="top", key="timeline-switches"):
        draw_switch("axis", AXES, visit)
        if measures:
            st.segmented_control(
                say("timeline.measure"), measures, format_func=lambda name: plain(visit.wording.name("measure", name)),
                key="measure", required=True, on_change=keep, args=("measure",), wrap=True,
            )  # fmt: skip
        choose_apps(visit)
    events = pick_many("events", KINDS)
    with st.container(horizontal=True, vertical_alignment="top", key="timeline-filters"):
        st.pills(
            say("timeline.events"), KINDS, selection_mode="multi", key="events", on_change=keep, args=("events",),
            format_func=lambda kind: f"{SIGNS[kind]} {say(f'happening.{kind}')}",
        )  # fmt: skip
    return Choice(axis, measure, events)


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
