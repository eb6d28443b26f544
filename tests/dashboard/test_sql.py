"""The SQL page: a query of one's own is answered or refused in words, and what is typed is nobody else's to wipe."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.answer_grid import make_grid, show_unseen
from dashboard.recipe_picker import STARTERS
from dashboard.recipes import COOKBOOK, read_recipes
from dashboard.wording import LANGUAGES, load_wording
from tests.dashboard.newsroom import HOSTILE, LINK, SCRIPT, open_room, yuan
from tests.dashboard.opening import open_app
from warehouse.reads import Refusal, Release, ask
from warehouse.sandbox import Limits
from warehouse.sandbox_process import BENCH

FIRST = "what-has-each-app-announced-to-spend"
PATIENT = Limits(seconds=60)

Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def nobody_waits() -> Iterator[None]:
    yield
    BENCH.clear()


@pytest.fixture
def open_sql(room_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    def open_it(folder: Path = room_folder, **query: str) -> AppTest:
        monkeypatch.setenv("HONGBAO_DATA", str(folder))
        return open_app("sql", **query)

    return open_it


def read(app: AppTest) -> str:
    return "\n".join(block.value for block in app.html)


def ask_page(app: AppTest, sql: str) -> str:
    """All HTML of the page after the query was run."""
    app.text_area(key="sql-text").set_value(sql)
    app.button(key="sql-run").click()
    app.run()
    assert not app.exception
    return read(app)


def test_a_query_is_answered_with_its_rows_and_its_time(open_sql: Open) -> None:
    app = open_sql()
    page = ask_page(app, "SELECT app, budget_cny FROM marts.campaign_comparison WHERE app = 'qwen'")
    assert app.dataframe[0].value.iloc[0].to_list() == ["qwen", 3e9]
    assert "1 row<" in page
    assert " s<" in page


def test_nothing_is_asked_before_somebody_runs_it(open_sql: Open) -> None:
    app = open_sql(recipe=FIRST)
    assert app.text_area(key="sql-text").value == read_recipes()[FIRST].sql
    assert not app.dataframe


def test_the_first_thousand_rows_are_called_so(open_sql: Open) -> None:
    app = open_sql()
    assert "The first 1,000 rows; there are more" in ask_page(app, "FROM range(5000)")
    assert len(app.dataframe[0].value) == 1000


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("sql", "code"),
    [("DROP TABLE marts.facts", "statement"), ("FROM read_csv('/etc/passwd')", "access"), ("SELEC", "sql"), (" ", "empty")],
)  # fmt: skip
def test_a_refusal_says_why_and_what_to_do(open_sql: Open, lang: str, sql: str, code: str) -> None:
    words = load_wording(lang).words
    page = ask_page(open_sql(lang=lang), sql)
    assert words[f"sql.refused_{code}"] in page
    assert words[f"sql.refused_{code}_do"].split("'")[0].split("（")[0] in page


def test_every_refusal_has_its_words() -> None:
    words = load_wording("en").words
    assert all(f"sql.refused_{refusal}{end}" in words for refusal in Refusal for end in ("", "_do"))


def test_what_the_database_says_of_hostile_text_stays_text(open_sql: Open) -> None:
    page = ask_page(open_sql(), f'SELECT "{SCRIPT.replace(chr(34), "")} \u202e"')
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page


def test_hostile_cells_are_drawn_as_text_and_lead_nowhere(room_release: Release) -> None:
    frame = ask(room_release.version, "SELECT quote, publisher, origin FROM marts.evidence", PATIENT).frame
    shown, columns, _ = make_grid(frame)
    assert any("[U+202E]" in cell for cell in shown["quote"])
    assert not any("\u202e" in cell for cell in [*shown["quote"], *shown["publisher"]])
    assert columns == {}
    named = show_unseen(frame.head(1).rename({"quote": HOSTILE}))
    assert "\u202e" not in "".join(named.columns)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fact_leads_to_its_evidence_in_the_language_of_the_page(open_sql: Open, lang: str) -> None:
    app = open_sql(lang=lang)
    page = ask_page(app, "SELECT fact_id, value FROM marts.facts WHERE measure = 'budget' AND rank = 'preferred'")
    row = app.dataframe[0].value.iloc[0]
    assert row["fact_id"].startswith(f"/evidence?lang={lang}&season=2026&fact=")
    assert load_wording(lang).words["sql.facts_link"] in page


@pytest.mark.parametrize("text", ["javascript:alert(1)", LINK, "//evil.example", "beeb5e9c9543629c&x=1"])
def test_what_is_no_fact_is_no_link(room_release: Release, text: str) -> None:
    quoted = text.replace("'", "''")
    frame = ask(
        room_release.version, f"SELECT 'beeb5e9c9543629c' AS fact_id UNION ALL SELECT '{quoted}'", PATIENT
    ).frame
    shown, columns, has_facts = make_grid(frame)
    assert columns == {}
    assert not has_facts
    assert set(shown["fact_id"]) == {"beeb5e9c9543629c", text}


def test_long_numbers_are_grouped_and_years_are_not(room_release: Release) -> None:
    frame = ask(room_release.version, "SELECT 2026 AS season, 3e9 AS yuan, NULL::INT AS nothing", PATIENT).frame
    assert make_grid(frame)[1].keys() == {"yuan"}


def test_a_question_of_the_cookbook_takes_the_place_of_the_query_and_is_kept_in_the_address(open_sql: Open) -> None:
    app = open_sql()
    slug = "what-do-we-not-know"
    app.selectbox(key="recipe").set_value(slug).run()
    assert app.text_area(key="sql-text").value == read_recipes()[slug].sql
    assert app.query_params["recipe"] in (slug, [slug])


def test_a_question_that_is_none_is_ignored(open_sql: Open) -> None:
    app = open_sql(recipe="'; DROP TABLE marts.facts")
    assert app.text_area(key="sql-text").value == read_recipes()[FIRST].sql
    assert "recipe" not in app.query_params


def test_what_is_typed_is_never_in_the_address(open_sql: Open) -> None:
    app = open_sql()
    ask_page(app, "SELECT 'a secret of mine'")
    assert "secret" not in str(app.query_params)


def test_a_click_on_a_table_puts_it_into_an_editor_nobody_typed_in(open_sql: Open) -> None:
    app = open_sql()
    open_table(app, "FROM marts.facts")
    app.button(key="sql-put-FROM marts.facts").click().run()
    assert app.text_area(key="sql-text").value == "FROM marts.facts"


def test_a_click_on_a_table_wipes_nothing_that_was_typed(open_sql: Open) -> None:
    app = open_sql()
    app.text_area(key="sql-text").set_value("SELECT app")
    open_table(app, "FROM marts.facts")
    app.button(key="sql-put-FROM marts.facts").click().run()
    assert app.text_area(key="sql-text").value == "SELECT app\nFROM marts.facts"


def open_table(app: AppTest, query: str) -> None:
    app.session_state[f"sql-item-{query}"] = True
    app.run()
    assert not app.exception


def test_a_table_shows_its_comment_and_those_of_its_columns(open_sql: Open, room_release: Release) -> None:
    app = open_sql()
    open_table(app, "FROM marts.facts")
    page = read(app)
    facts = room_release.tables().filter(schema="marts", name="facts")
    assert facts["comment"][0][:30] in page
    assert page.count("<li><b>") == facts.height


def test_functions_are_shown_with_their_places(open_sql: Open) -> None:
    app = open_sql()
    app.session_state["sql-shelf"] = "questions"
    app.run()
    assert not app.exception
    labels = {block.label for block in app.expander}
    assert {r"facts\_as\_of", r"explain\_fact"} <= labels


def test_what_is_typed_outlives_another_page_and_another_language(open_sql: Open) -> None:
    app = open_sql()
    ask_page(app, "SELECT 42 AS mine")
    app.switch_page("views/evidence.py").run()
    app.switch_page("views/sql.py").run()
    assert app.text_area(key="sql-text").value == "SELECT 42 AS mine"
    assert app.dataframe[0].value.iloc[0, 0] == 42
    app.query_params["lang"] = "zh"
    app.run()
    assert app.text_area(key="sql-text").value == "SELECT 42 AS mine"


def test_a_new_release_wipes_no_query_and_marks_an_older_answer(
    tmp_path: Path, open_sql: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_room()
    room.publish_to(tmp_path)
    app = open_sql(tmp_path)
    ask_page(app, "SELECT count(*) AS facts FROM marts.facts")
    before = app.dataframe[0].value.iloc[0, 0]
    room.tell("Late Post", "Wenxin offers 500 million yuan.", "500 million yuan", **yuan("budget", 5e8, "wenxin"))
    room.publish_to(tmp_path)
    app.text_area(key="sql-text").set_value("SELECT count(*) AS all_facts FROM marts.facts").run()
    assert load_wording("en").words["sql.older"] in read(app)
    assert app.dataframe[0].value.iloc[0, 0] == before
    page = ask_page(app, app.text_area(key="sql-text").value or "")
    assert app.dataframe[0].value.iloc[0, 0] == before + 1
    assert load_wording("en").words["sql.older"] not in page


def test_an_answer_to_an_earlier_query_says_so(open_sql: Open) -> None:
    app = open_sql()
    ask_page(app, "SELECT 1")
    app.text_area(key="sql-text").set_value("SELECT 2").run()
    assert load_wording("en").words["sql.changed"] in read(app)


def test_an_empty_answer_is_no_error(open_sql: Open) -> None:
    page = ask_page(open_sql(), "FROM marts.facts WHERE false")
    assert load_wording("en").words["sql.rows_none"] in page


def test_every_question_of_the_cookbook_has_its_words_in_each_language() -> None:
    recipes = read_recipes()
    assert recipes.keys() >= set(STARTERS)
    assert len(recipes) == COOKBOOK.read_text(encoding="utf-8").count("```sql")
    for lang in LANGUAGES:
        words = load_wording(lang).words
        said = {key.removeprefix("recipe.") for key in words if key.startswith("recipe.")}
        assert said == recipes.keys()
        assert all(f"recipe_chapter.{recipe.chapter}" in words for recipe in recipes.values())
    english = load_wording("en").words
    assert all(english[f"recipe.{slug}"] == recipe.title for slug, recipe in recipes.items())


def test_who_has_asked_nothing_yet_is_shown_where_to_begin(open_sql: Open) -> None:
    app = open_sql(lang="zh")
    slug = "what-did-one-daily-user-at-the-peak-cost"
    starter = app.button(key=f"start-{slug}")
    assert starter.label == load_wording("zh").words[f"recipe.{slug}"]
    starter.click().run()
    assert app.text_area(key="sql-text").value == read_recipes()[slug].sql
    assert app.selectbox(key="recipe").value == slug
    ask_page(app, "SELECT 1")
    assert not [button for button in app.button if (button.key or "").startswith("start-")]
