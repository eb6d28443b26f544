"""What does the release itself say: a query of one's own, answered in a process that can reach nothing else."""

import streamlit as st

from dashboard import editor
from dashboard.answers import draw_answer, has_asked, run
from dashboard.markup import tag
from dashboard.recipe_picker import draw_recipes, draw_starters
from dashboard.recipes import read_recipes
from dashboard.schema_browser import draw_schema
from dashboard.visit import Visit, current
from warehouse.reads import LONGEST, Limits, prepare

FIRST = "FROM marts.campaign_comparison"


def show(visit: Visit) -> None:
    """What can be asked on the left, the query and its answer on the right; on a phone one below the other."""
    prepare()
    words, limits = visit.wording.say, Limits()
    st.title(words("sql.heading"), anchor=False)
    lead = words("sql.lead", seconds=f"{limits.seconds:g}", rows=f"{limits.rows:,}")
    st.html(tag("p", lead, kind="lead").html)
    with st.container(key="sql-bench"):
        left, right = st.columns([3.5, 8.5], gap="large")
    with right:
        draw_editor(visit)
    with left:
        draw_schema(visit)


def draw_editor(visit: Visit) -> None:
    words, recipes = visit.wording.say, read_recipes()
    if recipes:
        draw_recipes(recipes, visit)
    chosen = recipes.get(st.session_state.get("recipe", ""))
    editor.begin(chosen.sql if chosen else next((recipe.sql for recipe in recipes.values()), FIRST))
    st.text_area(
        words("sql.editor"),
        key=editor.TEXT,
        height="content",
        max_chars=LONGEST,
        placeholder=words("sql.placeholder"),
        on_change=editor.keep_text,
        label_visibility="collapsed",
    )
    typed = st.session_state[editor.TEXT] or ""
    if st.button(words("sql.run"), icon=":material/play_arrow:", key="sql-run", type="primary", shortcut="Ctrl+Enter"):
        run(typed, visit)
    if has_asked():
        draw_answer(typed, visit)
    elif recipes:
        draw_starters(recipes, visit)


if __name__ == "__main__":
    show(current())
