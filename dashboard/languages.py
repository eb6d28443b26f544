"""The switch of language, which stands even where there is nothing else to show."""

import streamlit as st

from dashboard.address import keep
from dashboard.wording import LANGUAGES, Wording


def draw_language(wording: Wording) -> None:
    """Draw the switch."""
    st.segmented_control(
        wording.say("app.language"),
        LANGUAGES,
        format_func=lambda lang: wording.say(f"language.{lang}"),
        key="lang",
        required=True,
        on_change=keep,
        args=("lang",),
        label_visibility="collapsed",
    )
