"""Where do the sources disagree, and which value is used? Each conflict side by side."""

import re
from functools import partial

import streamlit as st

from dashboard.address import ALL, pick_text, reset
from dashboard.app_filter import choose_apps
from dashboard.board import ONLY
from dashboard.dispute_cards import draw_dispute, pick_values
from dashboard.dispute_filters import choose_cause, choose_measure
from dashboard.disputes import Dispute, narrow
from dashboard.downloads import offer
from dashboard.leading import follow
from dashboard.markup import tag
from dashboard.notices import begin_page, notify, notify_state
from dashboard.reading_disputed import find_disputes, list_rows, read_sentences
from dashboard.turning import draw_turning
from dashboard.visit import Visit, current

ON_A_PAGE = 8
SENTENCES = 3
GROUP = re.compile(r"[0-9a-f]{8,64}")


def show(visit: Visit) -> None:
    """Filters and one card per dispute; only one card if the address names its group."""
    if visit.season is None:
        notify_state("no_season", visit.wording)
        return
    begin_page("disputed", visit, season=visit.season)
    disputes = find_disputes(visit.version, visit.season)
    group = pick_text("group", GROUP)
    if group:
        show_group(group, disputes, visit)
    elif disputes:
        show_list(disputes, visit.season, visit)
    else:
        notify(visit.wording.say("disputed.none"))


def show_group(group: str, disputes: list[Dispute], visit: Visit) -> None:
    """The one dispute that the address names."""
    back = f"← {visit.wording.say('disputed.back')}"
    st.button(back, key="all-disputes", type="tertiary", on_click=reset, args=("group",))
    asked = [dispute for dispute in disputes if dispute.group_id == group]
    if not asked:
        notify(visit.wording.say("disputed.group_gone"))
    show_cards(asked, visit, is_alone=True)


def show_list(disputes: list[Dispute], season: int, visit: Visit) -> None:
    """Filters, how many disputes fit them, and a page of cards."""
    words = visit.wording.say
    shown = [app.id for app in visit.shown]
    with st.container(key="disputed-filters"):
        cause = choose_cause(disputes, visit)
        place, beside = st.columns([1, 2], vertical_alignment="top")
        with place:
            measure = choose_measure(disputes, visit)
        with beside:
            choose_apps(visit)
    fitting = narrow(disputes, cause=cause, measure=measure, apps=shown, free=ALL)
    if not fitting:
        notify(words("disputed.none_fit"))
        st.button(words("disputed.clear"), on_click=reset, args=("cause", "measure", "apps", "at"))
        return
    if cause != ALL:
        st.html(tag("p", visit.wording.name("cause_long", cause), kind="lead").html)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(tag("p", count(fitting, visit), kind="meta").html)
        fact_ids = [fact_id for dispute in fitting for fact_id in dispute.fact_ids]
        offer(partial(list_rows, visit.version, season, fact_ids), f"disputed-{season}", visit)
    place_of_cards = st.container()
    on_page = draw_turning(len(fitting), ON_A_PAGE)
    with place_of_cards:
        show_cards(fitting[on_page], visit)


def count(disputes: list[Dispute], visit: Visit) -> str:
    """How many there are, and how many of them are settled."""
    words = visit.wording.say
    still_open = sum(dispute.is_open for dispute in disputes)
    settled = len(disputes) - still_open
    found = words("disputed.found_one") if len(disputes) == 1 else words("disputed.found", count=len(disputes))
    parts = [found]
    if settled:
        parts.append(words("disputed.settled", count=settled))
    if still_open:
        parts.append(words("disputed.open", count=still_open))
    return " · ".join(parts)


def show_cards(disputes: list[Dispute], visit: Visit, *, is_alone: bool = False) -> None:
    """The cards as one board; a figure in it leads to its evidence, and a card to itself alone, with all its values."""
    shown = {dispute.group_id: pick_values(dispute, is_alone=is_alone) for dispute in disputes}
    fact_ids = tuple(value["fact_id"] for values in shown.values() for value in values)
    said = read_sentences(visit.version, fact_ids, SENTENCES).partition_by("fact_id", as_dict=True)
    sentences = {str(fact_id): rows for (fact_id,), rows in said.items()}
    cards = [draw_dispute(dispute, shown[dispute.group_id], sentences, visit, is_alone) for dispute in disputes]
    wish, names = follow(cards, "disputes-alone" if is_alone else "disputes")
    if wish == ONLY and st.query_params.get("group") != names[0]:
        st.query_params["group"] = names[0]
        st.rerun()


if __name__ == "__main__":
    show(current())
