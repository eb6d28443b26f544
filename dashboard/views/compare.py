"""Who spends what, and who reaches whom: the apps side by side, measure by measure, beside the home benchmark."""

from functools import partial

import streamlit as st

from dashboard.address import ALL, keep, pick
from dashboard.app_filter import choose_apps
from dashboard.board import node
from dashboard.cards import draw_cards
from dashboard.downloads import Source
from dashboard.markup import Markup, tag
from dashboard.measures import FiguresOf, name_headline
from dashboard.notices import begin_page, notify_state
from dashboard.openings import show_board
from dashboard.pictures import draw_picture
from dashboard.ratios import RATIOS, draw_ratios, pick_rows
from dashboard.reading_compare import find_facts, find_figures, read_efficiency
from dashboard.sides import SIDES, count_more, draw_side, list_files
from dashboard.visit import Visit, current
from dashboard.year_block import show_years

KEY = ("home", "exact", "at_least", "at_most", "approx", "range", "doubt")
ON = "1"


def show(visit: Visit) -> None:
    """The whole page."""
    if visit.season is None:
        notify_state("no_season", visit.wording)
        return
    begin_page("compare", visit, season=visit.season, home=visit.home.name)
    figures = find_figures(visit, visit.season)
    show_board([draw_cards(figures, visit)], {}, visit, key="cards")
    show_pictures(figures, visit.season, visit)
    show_measures(figures, visit.season, visit)
    show_years(figures, visit.season, visit)
    st.html(draw_key(visit).html)


def show_pictures(figures: FiguresOf, season: int, visit: Visit) -> None:
    """Spend against reach, and what a yuan bought; one switch says in which reach both are counted."""
    ratio = choose_ratio(visit)
    efficiency = read_efficiency(visit.version, season)
    budget, reach = (
        next(found for measure, found in figures.items() if measure.name == name) for name in ("budget", RATIOS[ratio])
    )
    rows = pick_rows(efficiency, ratio)
    home = rows.get(visit.home.id)
    picture = draw_picture(budget, reach, RATIOS[ratio], visit, has_rate=bool(home and home["is_comparable"]))
    ratios = draw_ratios(ratio, rows, visit)
    files: dict[str, Source] = {
        "spend-and-reach": partial(find_facts, {"budget", RATIOS[ratio]}, figures, season, visit),
        "efficiency": efficiency,
    }
    show_board([node("div", picture, ratios, kind="pictures")], files, visit, key="pictures")


def choose_ratio(visit: Visit) -> str:
    """The ratio of the address, and the switches of what is shown."""
    ratio = pick("ratio", tuple(RATIOS), next(iter(RATIOS)))
    with st.container(horizontal=True, vertical_alignment="top", key="compare-switches"):
        st.segmented_control(
            visit.wording.say("compare.ratio"), tuple(RATIOS), key="ratio", required=True, on_change=keep,
            args=("ratio",), format_func=lambda name: name_headline(RATIOS[name], visit.wording), wrap=True,
        )  # fmt: skip
        choose_apps(visit)
    return ratio


def show_measures(figures: FiguresOf, season: int, visit: Visit) -> None:
    """The cards of both sides, and the way to those that are not shown at first."""
    is_more = pick("more", (ON,), ALL) == ON
    nodes = [part for side in SIDES for part in draw_side(side, figures, visit, is_more=is_more)]
    show_board(nodes, list_files(figures, season, visit), visit, key="measures")
    count = count_more(figures)
    if count:
        words = visit.wording.say("compare.less") if is_more else visit.wording.say("compare.more", count=count)
        st.button(words, key="more-button", on_click=turn_more, args=(ALL if is_more else ON,))


def turn_more(choice: str) -> None:
    st.session_state["more"] = choice
    keep("more")


def draw_key(visit: Visit) -> Markup:
    """What the signs at the end of a bar mean."""
    signs = (
        tag("li", tag("span", kind=f"sign sign-{name.replace('_', '-')}"), visit.wording.say(f"compare.key_{name}"))
        for name in KEY
    )
    return tag("div", tag("strong", visit.wording.say("compare.key")), tag("ul", *signs), kind="key")


if __name__ == "__main__":
    show(current())
