"""Who spends what, and who reaches whom: the apps side by side, measure by measure, beside the home benchmark."""

from functools import partial

import streamlit as st

from dashboard.address import ALL, keep, pick
from dashboard.app_filter import choose_apps
from dashboard.board import node
from dashboard.cards import draw_cards
from dashboard.downloads import Source
from dashboard.markup import Markup, tag
from dashboard.measures import FiguresOf, find_measure, name_headline
from dashboard.notices import begin_page, notify_state
from dashboard.openings import show_board
from dashboard.part_panel import PARTS, draw_parts, find_part_facts, find_parts
from dashboard.pictures import draw_picture
from dashboard.ratios import RATIOS, draw_ratios, pick_rows
from dashboard.reading_compare import find_facts, find_figures, read_efficiency
from dashboard.sides import count_more, draw_sides, list_files
from dashboard.trackers import choose_tracker
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
    with st.container(horizontal=True, vertical_alignment="top", key="compare-switches"):
        by = choose_tracker(visit.season, visit)
        choose_apps(visit)
    figures = find_figures(visit, visit.season, by)
    show_board([draw_cards(figures, visit)], {}, visit, key="cards", by=by)
    show_pictures(figures, visit.season, by, visit)
    show_measures(figures, visit.season, by, visit)
    show_years(figures, visit.season, by, visit)
    st.html(draw_key(visit).html)


def show_pictures(figures: FiguresOf, season: int, by: str, visit: Visit) -> None:
    """Spend against reach, and budget per result; one switch says in which reach both are counted."""
    ratio = choose_ratio(visit)
    efficiency = read_efficiency(visit.version, season, by)
    measure = find_measure(RATIOS[ratio], figures)
    budget, reach = figures[find_measure("budget", figures)], figures[measure]
    rows = pick_rows(efficiency, ratio)
    home = rows.get(visit.home.id)
    picture = draw_picture(
        budget, reach, measure.name, visit, by=measure.by, has_rate=bool(home and home["is_comparable"])
    )
    ratios = draw_ratios(ratio, rows, visit, by=measure.by)
    files: dict[str, Source] = {
        "spend-and-reach": partial(find_facts, {"budget", RATIOS[ratio]}, figures, season, visit),
        "efficiency": efficiency,
    }
    show_board([node("div", picture, ratios, kind="pictures")], files, visit, key="pictures", by=measure.by)


def choose_ratio(visit: Visit) -> str:
    """The ratio of the address, and the switch to choose it."""
    ratio = pick("ratio", tuple(RATIOS), next(iter(RATIOS)))
    st.segmented_control(
        visit.wording.say("compare.ratio"), tuple(RATIOS), key="ratio", required=True, on_change=keep,
        args=("ratio",), format_func=lambda name: name_headline(RATIOS[name], visit.wording), wrap=True,
    )  # fmt: skip
    return ratio


def show_measures(figures: FiguresOf, season: int, by: str, visit: Visit) -> None:
    """The cards of both sides, and the way to those that are not shown at first."""
    is_more = pick("more", (ON,), ALL) == ON
    nodes = draw_sides(figures, visit, is_more=is_more)
    parts = find_parts(season, visit)
    nodes += [draw_parts(parts, visit)] if parts else []
    files = {**list_files(figures, season, visit), PARTS: partial(find_part_facts, season, visit)}
    show_board(nodes, files, visit, key="measures", by=by)
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
