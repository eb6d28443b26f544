"""The filters of the page Disputed: likely cause and measure, each kept in the address."""

from collections import Counter

import streamlit as st

from dashboard.address import ALL, pick
from dashboard.disputes import Dispute
from dashboard.measures import name_headline
from dashboard.turning import choose
from dashboard.visit import Visit


def choose_cause(disputes: list[Dispute], visit: Visit) -> str:
    words = visit.wording.say
    counts = Counter(cause for dispute in disputes for cause in dispute.causes)
    options = [ALL, *(cause for cause, _ in counts.most_common())]
    choice = pick("cause", options, ALL)

    def name(cause: str) -> str:
        if cause == ALL:
            return words("disputed.counted", name=words("disputed.all"), count=len(disputes))
        return words("disputed.counted", name=visit.wording.name("cause", cause), count=counts[cause])

    label = words("disputed.cause")
    st.pills(label, options, required=True, format_func=name, key="cause", on_change=choose, args=("cause",))
    return choice


def choose_measure(disputes: list[Dispute], visit: Visit) -> str:
    words = visit.wording.say
    options = [ALL, *dict.fromkeys(dispute.measure for dispute in disputes)]
    choice = pick("measure", options, ALL)
    st.selectbox(
        words("disputed.measure"),
        options,
        format_func=lambda name: words("disputed.all") if name == ALL else name_headline(name, visit.wording),
        key="measure",
        on_change=choose,
        args=("measure",),
    )
    return choice
