"""Where a query begins: a question of the cookbook gives the editor its text, and nothing is run."""

import streamlit as st

from dashboard import editor
from dashboard.address import ALL, by_hand, keep, pick
from dashboard.markup import plain, tag
from dashboard.recipes import Recipe, read_recipes
from dashboard.visit import Visit
from dashboard.wording import Wording

# Those that tell most of a campaign, and have an answer in any release.
STARTERS = (
    "what-has-each-app-announced-to-spend",
    "who-had-the-most-daily-users-on-which-day-and-how-sure-is-that",
    "what-did-one-daily-user-at-the-peak-cost",
    "what-happened-in-the-order-of-days",
    "which-figures-are-in-dispute-and-what-is-the-likely-cause",
    "what-do-we-not-know",
)


def draw_recipes(recipes: dict[str, Recipe], visit: Visit) -> None:
    """All questions to choose from; the choice is in the address."""
    wording = visit.wording
    pick("recipe", [ALL, *recipes], ALL)

    def write_option(slug: str) -> str:
        if slug == ALL:
            return wording.say("sql.start_none", count=len(recipes))
        return f"{wording.name('recipe_chapter', recipes[slug].chapter)} · {write_title(recipes[slug], wording)}"

    st.selectbox(
        wording.say("sql.start"),
        [ALL, *recipes],
        format_func=write_option,
        key="recipe",
        on_change=take_recipe,
        label_visibility="collapsed",
    )


def draw_starters(recipes: dict[str, Recipe], visit: Visit) -> None:
    """A few questions for who has not asked anything yet."""
    with st.container(key="sql-starters"):
        st.html(tag("p", visit.wording.say("sql.start_each"), kind="role").html)
        for recipe in (recipes[slug] for slug in STARTERS if slug in recipes):
            title = plain(write_title(recipe, visit.wording))
            st.button(title, key=f"start-{recipe.slug}", type="tertiary", on_click=choose, args=(recipe.slug,))


def write_title(recipe: Recipe, wording: Wording) -> str:
    return wording.words.get(f"recipe.{recipe.slug}", recipe.title)


def choose(slug: str) -> None:
    st.session_state["recipe"] = slug
    take_recipe()


@by_hand
def take_recipe() -> None:
    """Give the editor the query of the question that was chosen; as `on_change` of the list."""
    keep("recipe")
    recipe = read_recipes().get(st.session_state["recipe"])
    if recipe:
        editor.start_from(recipe)
